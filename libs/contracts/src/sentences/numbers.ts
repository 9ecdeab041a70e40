import type { SentenceTable } from './sentence-table.ts';

/** Periods, trends, comparisons, analytics and counts of counters. */
export const numberSentences = {
  'period.fromBeforeTo': [
    'Expected "from" before "to", found {{found}} for "from"',
    '开始时间须早于结束时间，当前开始时间为 {{found}}',
  ],
  'period.beforeTo': ['expected a time before "to"', '须早于结束时间'],
  'period.fromBeforeChange': [
    'Expected "from" before "changeAt" ({{change}}), found {{found}}',
    '开始时间须早于更改时间（{{change}}），当前为 {{found}}',
  ],
  'period.notAfter': [
    '"to:" is not after "from:" in the time zone of the places',
    '按地点所在时区，结束时间须晚于开始时间',
  ],
  'period.buckets': [
    'Expected at most {{most}} buckets; choose a shorter time window or a longer interval',
    '间隔最多 {{most}} 个，请缩短时间范围或增大间隔',
  ],
  'period.shortInterval': ['too short for this window', '对此时间范围而言过短'],
  'period.points': [
    'Expected at most {{most}} points; choose a shorter time window or a longer interval',
    '数据点最多 {{most}} 个，请缩短时间范围或增大间隔',
  ],
  'period.days': [
    'Expected a period of at most {{most}} days; choose a shorter one',
    '时间范围最长 {{most}} 天，请缩短',
  ],
  'period.hours': [
    'Expected a period of at most {{most}} hours ({{days}} days); choose a shorter one',
    '时间范围最长 {{most}} 小时（{{days}} 天），请缩短',
  ],
  'period.hoursOfSeries': [
    'Expected a period of at most {{most}} hours, found {{found}}; choose a shorter one',
    '时间范围最长 {{most}} 小时，当前为 {{found}} 小时，请缩短',
  ],
  'period.hoursOfAll': [
    'Expected at most {{most}} hours of all series, found {{found}}; choose a shorter period or fewer series',
    '所有曲线合计最多 {{most}} 小时，当前为 {{found}} 小时，请缩短时间范围或减少曲线',
  ],
  'period.hoursOfPopulation': [
    'Expected at most {{most}} hours of all series and both periods, found {{found}}; choose fewer sites, cameras or groups, or a shorter period',
    '两个时间范围的所有曲线合计最多 {{most}} 小时，当前为 {{found}} 小时；请减少场所、摄像头或分组，或缩短时间范围',
  ],
  'period.twoPeriods': ['Expected two periods that do not overlap', '两个时间范围不能重叠'],
  'period.startsBefore': [
    'Expected a period that starts before its end, found {{from}} to {{to}}',
    '时间范围的开始须早于结束，当前为 {{from}} 到 {{to}}',
  ],
  'period.baselineStart': [
    'Expected a baseline that starts before its end, found {{found}}',
    '基准期的开始须早于结束，当前为 {{found}}',
  ],
  'period.baselineOverlap': [
    'Expected a baseline that does not overlap the judged period',
    '基准期不能与评估的时间范围重叠',
  ],
  'period.year': [
    'Expected at most 364 days, found {{from}} to {{to}}: a longer period overlaps that of the year before',
    '最长 364 天，当前为 {{from}} 到 {{to}}，否则会与上一年的时间范围重叠',
  ],
  'period.changeDate': [
    'Expected a date before the last hour that is over, found {{found}}',
    '更改时间须早于最近一个完整小时，当前为 {{found}}',
  ],
  'period.noChangeDate': [
    'This analytic has no date between two periods; leave out "changeAt"',
    '此问题不比较更改前后，无需填写更改时间',
  ],
  'period.wholeInterval': [
    'Expected a period with a whole interval that is over',
    '时间范围须包含至少一个已结束的完整间隔',
  ],
  'period.intervals': [
    'Expected at most {{most}} intervals, found {{found}}; choose a shorter period or interval 1h',
    '间隔最多 {{most}} 个，当前为 {{found}} 个，请缩短时间范围或使用 1 小时间隔',
  ],
  'trend.target': [
    'Expected a share from 0 to 1 for the measure {{measure}}, like {{example}} for 85 %, found {{found}}',
    '指标 {{measure}} 的目标值应在 0 到 1 之间，例如 85% 填写 {{example}}，当前为 {{found}}',
  ],
  'trend.estimate': [
    'The measure estimate exists for sites only, of all their vehicles; leave out "{{name}}"',
    '估算值仅适用于场所的全部车辆，请不要设置“{{name}}”',
  ],
  'trend.fewSpaces': [
    'Turnover and mean stay need at least {{least}} spaces, found {{found}} in the zone "{{zone}}": sums of fewer spaces describe single vehicles. Choose a zone or site with more spaces',
    '周转率和停放时长至少需要 {{least}} 个车位，区域“{{zone}}”有 {{found}} 个；车位过少会暴露单个车辆的情况，请选择车位更多的区域或场所',
  ],
  'trend.seriesGone': [
    'The series "{{key}}", with which the previous page ended, no longer exists; start again without the cursor',
    '列表中的“{{key}}”已不存在，请重新加载',
  ],
  'trend.otherQuery': [
    'The cursor belongs to another query; use it only with the query it came from, or start again without it',
    '查询条件已更改，请重新加载列表',
  ],
  'event.none': [
    'There is no event "{{event}}"; an id is <slotStart>-<cameraId>-<zoneId>, and events are kept for {{days}} days',
    '没有记录“{{event}}”，记录保存 {{days}} 天',
  ],
  'site.noGate': [
    'the site has no gate line; set a line zone of role main with this site first',
    '该场所没有出入口计数线，请先将一条主计数线设为该场所',
  ],
  'site.slotStart': [
    'expected the start of a slot of every gate line, like {{before}} or {{after}}, found {{found}}',
    '应为出入口计数线统计周期的开始时间，例如 {{before}} 或 {{after}}，当前为 {{found}}',
  ],
  'comparison.noCrossing': [
    '"{{name}}" has no {{missing}} crossing in the period; compare only the direction {{counted}}',
    '“{{name}}”在此期间没有 {{missing}} 方向的通过量，请只比较 {{counted}} 方向',
  ],
  'comparison.fewPairs': [
    'Expected at least {{least}} {{unit}} on {{leastDays}} days that both measured by {{percent}} %, found {{found}} on {{days}} days. Left out: {{camera}} because of the camera, {{counter}} because of the counter, {{both}} because of both, {{notExpected}} in which one of them was not active. Choose a longer period or a lower minCoverage',
    '双方数据完整率达到 {{percent}}% 的间隔至少需要 {{least}} 个、分布于 {{leastDays}} 天，当前为 {{found}} 个、{{days}} 天。未计入：摄像头数据不足 {{camera}} 个，计数器数据不足 {{counter}} 个，双方不足 {{both}} 个，未同时运行 {{notExpected}} 个。请延长时间范围或降低数据完整率要求',
  ],
  'comparison.zone': ['Expected a zone that existed in the period', '请选择在此期间存在的区域'],
  'comparison.hour': [
    'Expected 1h: slots of "{{name}}" ({{path}}) of {{ms}} ms do not fit into 15 minutes',
    '“{{name}}”（{{path}}）的统计周期为 {{ms}} 毫秒，无法按 15 分钟比较，请使用 1 小时间隔',
  ],
  'comparison.changed': [
    '"{{name}}" ({{path}}) changed within the period ({{what}}), last at {{at}}. Choose a period from {{from}} on, or before the first change',
    '“{{name}}”（{{path}}）在此期间有更改（{{what}}），最近一次为 {{at}}；请选择 {{from}} 之后，或首次更改之前的时间',
  ],
  'comparison.itself': [
    'Expected another counter: it would be compared with itself',
    '不能与自身比较，请选择其他计数器',
  ],
  'comparison.notCounter': [
    'Expected a counter, found the camera "{{name}}". Register a counter with the stream URL counter:loop first',
    '“{{name}}”是摄像头，请先登记计数器（地址为 counter:loop）',
  ],
  'comparison.noCounter': [
    'There is no counter with the id or code "{{counter}}"',
    '没有编号或编码为“{{counter}}”的计数器',
  ],
  'comparison.zoneOf': ['Expected one of the zones of the counter: {{list}}', '请选择计数器的区域：{{list}}'],
  'comparison.countedZone': [
    'Expected a zone that is or was counted, found "{{zone}}"',
    '区域“{{zone}}”没有计数，请选择其他区域',
  ],
  'comparison.kinds': [
    'Expected two lines or two other zones: "{{zone}}" is of kind {{kind}}, the zone of the counter of kind {{other}}',
    '双方须同为计数线或同为区域：“{{zone}}”的类型为 {{kind}}，计数器区域的类型为 {{other}}',
  ],
  'comparison.flowOnly': [
    'Only lines have the measure flow; choose presence or occupancy',
    '只有计数线有流量，请选择数量或占用率',
  ],
  'comparison.linesHaveNo': [
    'Lines do not have the measure {{measure}}; choose flow',
    '计数线没有指标 {{measure}}，请选择流量',
  ],
  'comparison.capacity': [
    'Expected a capacity of both zones for the measure occupancy',
    '比较占用率时，双方区域都须设置容量',
  ],
  'analytic.empty': ['There is nothing to compute: {{@why}}', '没有可计算的内容：{{@why}}'],
  'analytic.noSite': ['no site is registered', '没有登记场所'],
  'analytic.noLot': ['no site of the kind parking lot is registered', '没有登记停车场类型的场所'],
  'analytic.noGroup': ['no camera has a group', '没有摄像头设置了分组'],
  'analytic.noZone': ['no camera has a zone', '没有摄像头设置了区域'],
  'analytic.noLine': ['no camera has a line zone', '没有摄像头设置了计数线'],
  'analytic.fault': [
    'The analytic "{{id}}" has a fault in line {{line}} of {{file}}: {{@why}}',
    '问题“{{id}}”的文件 {{file}} 第 {{line}} 行有误：{{@why}}',
  ],
  'analytic.none': ['There is no analytic "{{id}}"', '没有问题“{{id}}”'],
  'chart.none': ['The report has no chart', '报告没有图表'],
  'chart.number': [
    'Expected a chart from 1 to {{most}}, found {{found}}',
    '图表编号应为 1 到 {{most}}，当前为 {{found}}',
  ],
  'export.crs': [
    'GeoJSON is always in WGS-84 (RFC 7946): expected crs=wgs84, found crs={{crs}}. Choose csv for another coordinate system',
    'GeoJSON 只能使用 WGS-84 坐标，其他坐标系请导出 CSV',
  ],
} as const satisfies SentenceTable;
