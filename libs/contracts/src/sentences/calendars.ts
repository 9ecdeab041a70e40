import type { SentenceTable } from './sentence-table.ts';

/** Calendars and iCalendar files. Property names of RFC 5545 stay in English. */
export const calendarSentences = {
  'calendar.noRegions': [
    '"{{within}}" has no states or regions with other holidays; expected a country or state like {{example}}',
    '“{{within}}”没有节假日不同的省州或地区，请选择国家或省州，例如 {{example}}',
  ],
  'calendar.unknownHolidays': [
    'The holidays of "{{region}}" are not known: expected {{@expected}}. GET /v1/holiday-regions lists them',
    '没有“{{region}}”的节假日数据，请从列表中选择',
  ],
  'calendar.region': [
    'expected a country, or a country with its state and region, like {{example}}',
    '请选择国家，或国家及其省州和地区，例如 {{example}}',
  ],
  'calendar.sites': ['expected null for all sites, or at least one site', '请选择全部场所，或至少一个场所'],
  'calendar.manySites': [
    'expected at most {{most}} sites, or null for all',
    '最多选择 {{most}} 个场所，或选择全部',
  ],
  'calendar.holidayTypes': ['expected at least one type of holiday', '请至少选择一种节假日类型'],
  'calendar.notFile': [
    'The calendar "{{name}}" has the holidays of {{region}}; expected a calendar of a file',
    '日历“{{name}}”为 {{region}} 的节假日，只能向文件日历导入',
  ],
  'calendar.invalidFile': [
    'The file is not a valid iCalendar file, so nothing was imported. Line {{line}}: {{@why}}',
    '文件不是有效的 iCalendar 文件，未导入任何内容。第 {{line}} 行：{{@why}}',
  ],
  'calendar.fromDay': [
    'Expected a day on or after {{from}}, found {{found}}',
    '日期不能早于 {{from}}，当前为 {{found}}',
  ],
  'calendar.range': [
    'Expected at most {{days}} days after {{from}}, found {{found}}; choose a shorter range',
    '最多为 {{from}} 之后 {{days}} 天，当前为 {{found}}，请缩短范围',
  ],
  'calendar.years': [
    'Expected a day of the years {{from}} to {{to}}, found {{found}}',
    '日期应在 {{from}} 到 {{to}} 年之间，当前为 {{found}}',
  ],
  'calendar.noEnd': [
    'BEGIN:{{name}} has no end; expected END:{{name}}. Is the file complete?',
    'BEGIN:{{name}} 没有对应的 END:{{name}}，文件是否完整？',
  ],
  'calendar.empty': ['The file is empty; expected BEGIN:VCALENDAR', '文件为空，应以 BEGIN:VCALENDAR 开头'],
  'calendar.outside': [
    '"{{text}}" stands outside of a calendar; expected BEGIN:VCALENDAR',
    '“{{text}}”不在日历内，应以 BEGIN:VCALENDAR 开头',
  ],
  'calendar.otherEnd': [
    'Found END:{{found}}; expected END:{{expected}}',
    '此处为 END:{{found}}，应为 END:{{expected}}',
  ],
  'calendar.noProperty': [
    '"{{text}}" is not a property; expected a name and a value, like {{example}}',
    '“{{text}}”不是属性，应为名称和值，例如 {{example}}',
  ],
  'calendar.otherBegin': [
    'Found BEGIN:{{found}}; expected BEGIN:VCALENDAR',
    '此处为 BEGIN:{{found}}，应为 BEGIN:VCALENDAR',
  ],
  'calendar.deep': [
    'Components are nested deeper than {{most}}; expected events in a calendar',
    '嵌套超过 {{most}} 层，日历中应直接包含事件',
  ],
  'calendar.noStart': ['The event has no start; expected DTSTART', '事件没有开始时间（DTSTART）'],
  'calendar.exrule': [
    'EXRULE is not supported; expected EXDATE with the dates',
    '不支持 EXRULE，请用 EXDATE 列出日期',
  ],
  'calendar.rules': [
    'The event has several rules; expected one RRULE',
    '事件有多条重复规则，只能有一条 RRULE',
  ],
  'calendar.noValue': [
    '{{name}} has no value; expected a date like {{example}}',
    '{{name}} 没有值，应为日期，例如 {{example}}',
  ],
  'calendar.periods': [
    '{{name}}: periods are not supported; expected dates or times',
    '{{name}}：不支持时间段，应为日期或时间',
  ],
  'calendar.manyDates': [
    'The event has {{count}} dates in {{name}}; expected at most {{most}}',
    '事件的 {{name}} 有 {{count}} 个日期，最多 {{most}} 个',
  ],
  'calendar.recurrenceRange': [
    'RECURRENCE-ID with RANGE is not supported; expected a series that ends and another that begins',
    '不支持带 RANGE 的 RECURRENCE-ID，请分为两个系列',
  ],
  'calendar.backwards': [
    'The event ends before it begins ("{{found}}"); expected a later end',
    '事件的结束早于开始（“{{found}}”）',
  ],
  'calendar.longEvent': [
    'The event lasts {{days}} days; expected at most {{most}}',
    '事件持续 {{days}} 天，最多 {{most}} 天',
  ],
  'calendar.mixedForms': [
    'DTEND and DTSTART are a date and a time; expected both of one form',
    'DTSTART 和 DTEND 须同为日期或同为时间',
  ],
  'calendar.oneZone': [
    'Only one of DTSTART and DTEND has a time zone; expected both with one, or both without',
    'DTSTART 和 DTEND 须同时带时区，或同时不带',
  ],
  'calendar.duration': [
    'DURATION: "{{found}}" is not a duration; expected one like {{example}} or {{other}}',
    'DURATION：“{{found}}”不是时长，例如 {{example}} 或 {{other}}',
  ],
  'calendar.bytes': [
    'The file has {{bytes}} bytes; expected at most {{most}}',
    '文件为 {{bytes}} 字节，最多 {{most}} 字节',
  ],
  'calendar.notUtf8': [
    'The file is not UTF-8; expected iCalendar as RFC 5545 defines it',
    '文件不是 UTF-8 编码的 iCalendar 文件',
  ],
  'calendar.events': [
    'The file has {{count}} events; expected 1 to {{most}}',
    '文件有 {{count}} 个事件，应为 1 到 {{most}} 个',
  ],
  'calendar.sameUid': [
    'Several events have the UID "{{uid}}", and RECURRENCE-ID changes one of them; expected another UID for each series',
    '多个事件的 UID 都是“{{uid}}”，且其中一个被 RECURRENCE-ID 修改，请为每个系列使用不同的 UID',
  ],
  'calendar.manySteps': [
    'The rules up to here take more than {{most}} steps to search; expected fewer series, later starts, or rules that look at fewer days, like FREQ=YEARLY instead of FREQ=DAILY;BYMONTH=…',
    '到此处为止的重复规则过于复杂（超过 {{most}} 步），请减少系列或推迟开始时间，或使用更简单的规则，例如 FREQ=YEARLY',
  ],
  'calendar.cannotExpand': [
    'The rule of the event cannot be expanded; expected a rule like {{example}}',
    '无法展开事件的重复规则，例如 {{example}}',
  ],
  'calendar.manyOccurrences': [
    'The events up to here take place more than {{most}} times; expected fewer or rarer series',
    '到此处为止的事件发生次数超过 {{most}} 次，请减少系列或频率',
  ],
  'calendar.ignored': ['Ignored: {{count}} of {{name}}', '已忽略 {{count}} 个 {{name}}'],
  'calendar.cancelled': ['Ignored: {{count}} cancelled events', '已忽略 {{count}} 个已取消的事件'],
  'calendar.moment': [
    '{{name}}: "{{found}}" is not a date or a time; expected a date like {{date}}, or a time like {{time}}',
    '{{name}}：“{{found}}”不是日期或时间，例如 {{date}} 或 {{time}}',
  ],
  'calendar.year': [
    '{{name}}: the year {{year}} is not possible; expected {{from}} to {{to}}',
    '{{name}}：年份 {{year}} 无效，应在 {{from}} 到 {{to}} 之间',
  ],
  'calendar.zoneNotCompared': [
    'The time zone "{{zone}}" was not compared: those before it took too many steps; expected IANA time zones, like {{example}}',
    '时区“{{zone}}”无法识别（自定义时区过多），请使用 IANA 时区，例如 {{example}}',
  ],
  'calendar.unknownZone': [
    'The time zone "{{zone}}" is not known; expected an IANA time zone, like {{example}}, or a VTIMEZONE in the file with the offsets of one',
    '未知的时区“{{zone}}”，请使用 IANA 时区，例如 {{example}}，或在文件中用 VTIMEZONE 定义',
  ],
  'calendar.property': [
    '{{name}}: "{{text}}" cannot be read ({{error}}); expected {{form}}',
    '{{name}}：无法读取“{{text}}”（{{error}}），应为 {{form}}',
  ],
  'calendar.rule': ['RRULE: {{@why}}', 'RRULE：{{@why}}'],
  'calendar.rulePart': [
    '"{{found}}" is not supported; expected the parts {{list}}',
    '不支持“{{found}}”，可用：{{list}}',
  ],
  'calendar.frequency': [
    'the frequency "{{found}}" is not supported; expected {{list}}',
    '不支持频率“{{found}}”，可用：{{list}}',
  ],
  'calendar.interval': [
    'INTERVAL={{found}} is not possible; expected {{least}} to {{most}}',
    'INTERVAL={{found}} 无效，应为 {{least}} 到 {{most}}',
  ],
  'calendar.count': [
    'COUNT={{found}} is not possible; expected a whole number from {{least}} to {{most}}',
    'COUNT={{found}} 无效，应为 {{least}} 到 {{most}} 的整数',
  ],
  'calendar.countAndUntil': [
    'COUNT and UNTIL are both stated; expected one of them',
    'COUNT 和 UNTIL 只能使用一个',
  ],
  'calendar.ruleSyntax': ['{{error}}; expected a rule like {{example}}', '{{error}}，规则例如 {{example}}'],
  'calendar.until': [
    'UNTIL={{found}} is not a date or a time; expected one like {{example}}',
    'UNTIL={{found}} 不是日期或时间，例如 {{example}}',
  ],
} as const satisfies SentenceTable;
