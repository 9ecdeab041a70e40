import type { ReportTexts } from './report-texts.ts';

export const zh: ReportTexts = {
  locale: 'zh-CN',
  measures: {
    presence: '平均数量',
    occupancy: '占用率',
    free: '空闲车位',
    flow: '小时流量',
    stopped: '停驶车辆',
    balance: '净流入',
  },
  units: { presence: '个', occupancy: '%', free: '个', flow: '次/小时', stopped: '辆', balance: '次' },
  reasons: {
    offline: '离线',
    no_frame: '无画面',
    decode_error: '无法解码',
    frozen: '画面冻结',
    dark: '画面过暗',
    obstructed: '镜头被遮挡',
    moved: '视角偏移',
    superseded: '处理不及时，已跳过',
    detector_down: '检测器故障',
    not_running: '未运行',
    storage_full: '存储已满',
    clock: '时钟异常',
    unreported: '原因不明',
    unknown_spaces: '车位状态未知',
  },
  changes: {
    zone: '区域重新绘制',
    model: '更换模型',
    stream: '更换视频流',
    view: '视角变更',
    sampling: '采样方案变更',
    time_zone: '时区变更',
    started: '开始统计',
    ended: '停止统计',
  },
  weekdays: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  title: (measure, period) => `${measure}（${period}）`,
  period: (from, to) => `${from}至${to}`,
  findings: {
    figures: ({ measure, name, mean, p15, p85, highest, highestAt }) =>
      `${name}：${measure}平均为 ${mean}，70% 的小时在 ${p15} 至 ${p85} 之间；最高的一小时为 ${highest}，出现在${highestAt}。`,
    peak: ({ name, weekday, hour, value }) =>
      `${name}：典型周的高峰小时是${weekday} ${hour} 起的一小时，中位数为 ${value}。`,
    mostFree: ({ name, weekday, hour, value }) =>
      `${name}：典型周中${weekday} ${hour} 起的一小时空闲车位最多，中位数为 ${value}。`,
    above: ({ name, target, hours, share, days }) =>
      `${name}：共有 ${days} 天、${hours} 个小时（${share}）达到 ${target}。`,
    nothing: (name) => `${name}：有效数据不足，无法给出结果。`,
    ranking: ({ measure, count, highest, highestValue, lowest, lowestValue }) =>
      `${count} 个对象的${measure}：平均最高的是${highest}（${highestValue}），最低的是${lowest}（${lowestValue}）。`,
    coverage: ({ coverage, hours, leftOut, minCoverage }) =>
      `数据完整率为 ${coverage}。结果基于 ${hours} 个小时；另有 ${leftOut} 个小时的完整率低于 ${minCoverage}，未计入。`,
    changed: (count) => `期间摄像头或区域有 ${count} 次变更，变更前后的数据可能无法直接比较。`,
    error: ({ counts, truth, percent }) =>
      `这些摄像头有 ${counts} 次人工计数（共 ${truth} 辆），误差为 ${percent}。`,
    compared: ({ count, low, high }) =>
      count === 1
        ? `与计数设备比对的误差为 ${low}。`
        : `与计数设备的 ${count} 次比对，误差在 ${low} 至 ${high} 之间。`,
    noError: '这些摄像头未与人工计数或计数设备比对，误差未知。',
  },
  charts: {
    days: '每日平均值',
    week: (name) => `典型周：${name}`,
    bars: '平均值及 70% 小时的范围',
    coverage: '数据完整率',
    target: '目标值',
    legend: (minCoverage) =>
      `斜线：当天数据完整率低于 ${minCoverage}。完整率低于 ${minCoverage} 的小时不计入任何数值。`,
  },
  tables: {
    figures: '数据',
    coverage: '数据完整率与缺失',
    changes: '期间的变更',
    columns: {
      series: '名称',
      mean: '平均值',
      median: '中位数',
      p15: '第 15 百分位',
      p85: '第 85 百分位',
      highest: '最高小时值',
      highestAt: '出现时间（当地时间）',
      hours: '计入小时数',
      leftOut: '未计入小时数',
      coverage: '数据完整率',
      expected: '应统计周期数',
      measured: '已测量周期数',
      missing: '缺失周期数',
      reasons: '原因（周期数）',
      changedAt: '时间（UTC）',
      camera: '摄像头',
      zone: '区域',
      what: '变更',
      aboveHours: '达标小时数',
      aboveShare: '达标占比',
    },
  },
  page: {
    question: '问题',
    findings: '结论',
    figures: '图表',
    method: '方法说明',
    created: '生成时间',
    period: '时段',
    noValue: '–',
  },
  method: {
    measure: '指标',
    hours: '小时',
    hoursRule: (minCoverage) =>
      `数值按当地整点小时计算。数据完整率低于 ${minCoverage} 的小时不计入，也不做任何插补。百分位数在排序后的小时值之间线性插值。`,
    rules: '计算方法',
    excluded: '排除的日期',
    timeZones: '时区',
    noClockChange: (timeZone) => `${timeZone}：期间没有夏令时切换。`,
    clockChange: ({ timeZone, at, before, after }) =>
      `${timeZone}：${at} 时钟由 UTC${before} 调整为 UTC${after}；如调整一小时，当天为 23 或 25 小时。`,
    zones: '区域',
    zone: ({ version, from, until, geometry }) =>
      `版本 ${version}，自 ${from} 起统计${until === null ? '' : `，至 ${until} 止`}，几何指纹 ${geometry}`,
    models: '模型',
    model: ({ version, sha256 }) => `版本 ${version}，SHA-256 ${sha256}`,
    modelUnknown: '已卸载',
    error: ({ counts, truth, percent }) =>
      `在这些摄像头上的误差为 ${percent}（人工计数 ${counts} 次，共 ${truth} 辆）`,
    noError: '这些摄像头没有人工计数，误差未知',
    comparisons: '与计数设备的比对',
    compared: ({ name, counter, measure, percent, low, high, pairs, days, from, to }) =>
      `${name}与${counter}（${measure}）：${percent === undefined ? '计数设备未计到车辆' : `误差 ${percent}`}${low === undefined || high === undefined ? '' : `（95% 置信区间 ${low} 至 ${high}）`}，${days} 天共 ${pairs} 组数据，${from} – ${to}`,
    suppression: '小数值处理',
    noSuppression: '未做处理，小数值按原值显示。',
    gaps: '数据缺失',
    noGaps: '没有缺失的统计周期。',
    data: '数据文件',
    rows: (rows) => `共 ${rows} 行，NDJSON 文件的 SHA-256：`,
    software: '软件',
    classes: '类别',
    allClasses: '所有统计类别',
    more: (count) => `……另有 ${count} 项，完整内容见 JSON 格式的报告。`,
  },
};
