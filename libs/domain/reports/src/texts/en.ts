import type { ReportTexts } from './report-texts.ts';

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const en: ReportTexts = {
  language: 'en',
  locale: 'en-GB',
  measures: {
    presence: 'Mean number present',
    occupancy: 'Occupancy',
    free: 'Free spaces',
    flow: 'Crossings per hour',
    stopped: 'Stopped vehicles',
    balance: 'Inbound minus outbound',
  },
  units: {
    presence: 'objects',
    occupancy: '%',
    free: 'spaces',
    flow: 'crossings per hour',
    stopped: 'vehicles',
    balance: 'crossings',
  },
  reasons: {
    offline: 'offline',
    no_frame: 'no frame',
    decode_error: 'cannot be decoded',
    frozen: 'frozen picture',
    dark: 'too dark',
    obstructed: 'obstructed',
    moved: 'view moved',
    superseded: 'skipped under load',
    detector_down: 'detector failed',
    not_running: 'not running',
    storage_full: 'storage full',
    clock: 'clock fault',
    unreported: 'unknown reason',
    unknown_spaces: 'spaces of unknown state',
  },
  changes: {
    zone: 'zone redrawn',
    model: 'other model',
    stream: 'other stream',
    view: 'other view',
    sampling: 'other sampling',
    time_zone: 'other time zone',
    started: 'began to be counted',
    ended: 'stopped being counted',
  },
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  title: (measure, period) => `${measure}, ${period}`,
  period: (from, to) => `${from} to ${to}`,
  findings: {
    figures: ({ measure, name, mean, p15, p85, highest, highestAt }) =>
      `${name}: ${measure.toLowerCase()} was ${mean} on average. 70 % of the hours were between ${p15} and ${p85}; the highest hour was ${highest}, on ${highestAt}.`,
    peak: ({ name, weekday, hour, value }) =>
      `${name}: the peak hour of the typical week is ${weekday} from ${hour}, with a median of ${value}.`,
    mostFree: ({ name, weekday, hour, value }) =>
      `${name}: in the typical week most spaces are free on ${weekday} from ${hour}, with a median of ${value}.`,
    above: ({ name, target, hours, share, days }) =>
      `${name}: ${plural(hours, 'hour', 'hours')} (${share}) on ${plural(days, 'day', 'days')} reached ${target}.`,
    nothing: (name) => `${name}: too little was measured to state a figure.`,
    ranking: ({ measure, count, highest, highestValue, lowest, lowestValue }) =>
      `${measure} of ${count} series: highest on average at ${highest} (${highestValue}), lowest at ${lowest} (${lowestValue}).`,
    coverage: ({ coverage, hours, leftOut, minCoverage }) =>
      `${coverage} of the expected slots were measured. The figures are based on ${plural(hours, 'hour', 'hours')}; ${plural(leftOut, 'hour', 'hours')} with less than ${minCoverage} measured are left out.`,
    holidaysLeftOut: (days) =>
      `${plural(days, 'day is', 'days are')} left out of the figures as ${days === 1 ? 'a holiday' : 'holidays'}.`,
    onlyHolidays: 'Only holidays are used; all other days are left out.',
    changed: (count) =>
      `Cameras or zones changed ${count === 1 ? 'once' : `${count} times`} in the period: figures before and after a change may not be comparable.`,
    error: ({ counts, truth, percent }) =>
      `${plural(counts, 'hand count', 'hand counts')} of ${plural(truth, 'vehicle', 'vehicles')} at these cameras found an error of ${percent}.`,
    compared: ({ count, low, high }) =>
      count === 1
        ? `A comparison with a counter found an error of ${low}.`
        : `${count} comparisons with counters found errors from ${low} to ${high}.`,
    noError: 'These cameras were not compared with a hand count or counter: their error is not known.',
  },
  charts: {
    days: 'Mean of each day',
    week: (name) => `Typical week, ${name}`,
    bars: 'Mean and range of 70 % of the hours',
    coverage: 'Coverage',
    target: 'Target',
    legend: (minCoverage) =>
      `Hatched: less than ${minCoverage} of the slots of the day were measured. Hours below ${minCoverage} are left out of every value.`,
    specialDays: 'Shaded days: holidays and events, listed in the table below.',
  },
  tables: {
    figures: 'Figures',
    coverage: 'Coverage and gaps',
    changes: 'Changes within the period',
    specialDays: 'Holidays and events',
    specialDayKinds: { holiday: 'holiday', working_day: 'adjusted working day', event: 'event' },
    yes: 'yes',
    no: 'no',
    columns: {
      series: 'Name',
      mean: 'Mean',
      median: 'Median',
      p15: '15th percentile',
      p85: '85th percentile',
      highest: 'Highest hour',
      highestAt: 'On (local time)',
      hours: 'Hours used',
      leftOut: 'Hours left out',
      coverage: 'Coverage',
      expected: 'Slots expected',
      measured: 'Slots measured',
      missing: 'Slots missing',
      reasons: 'Reasons (slots)',
      changedAt: 'Time (UTC)',
      camera: 'Camera',
      zone: 'Zone',
      what: 'Change',
      day: 'Day',
      kind: 'Kind',
      dayName: 'Holiday or event',
      dayLeftOut: 'Left out',
      aboveHours: 'Hours at target',
      aboveShare: 'Share at target',
    },
  },
  page: {
    question: 'Question',
    findings: 'Findings',
    figures: 'Charts',
    method: 'Method',
    created: 'Created',
    period: 'Period',
    noValue: '–',
  },
  method: {
    measure: 'Measure',
    hours: 'Hours',
    hoursRule: (minCoverage) =>
      `Values are those of whole local hours. Hours with less than ${minCoverage} of their slots measured are left out; nothing is interpolated. Percentiles interpolate linearly between the sorted hours.`,
    rules: 'Calculation',
    excluded: 'Excluded days',
    holidays: 'Holidays',
    holidayRules: {
      apart: 'Holidays and adjusted working days are left out of all figures. Events are marked only.',
      with: 'Holidays count like other days.',
      only: 'Only holidays are used.',
    },
    noSpecialDays: 'No calendar has a holiday or event in the period.',
    dayLeftOut: 'left out',
    timeZones: 'Time zones',
    noClockChange: (timeZone) => `${timeZone}: clocks did not change in the period.`,
    clockChange: ({ timeZone, at, before, after }) =>
      `${timeZone}: clocks changed on ${at} from UTC${before} to UTC${after}; that day has 23 or 25 hours if the change is one hour.`,
    zones: 'Zones',
    zone: ({ version, from, until, geometry }) =>
      `version ${version}, counted from ${from}${until === null ? '' : ` to ${until}`}, geometry ${geometry}`,
    models: 'Models',
    model: ({ version, sha256 }) => `version ${version}, SHA-256 ${sha256}`,
    modelUnknown: 'no longer installed',
    error: ({ counts, truth, percent }) =>
      `error at these cameras ${percent} (${plural(counts, 'hand count', 'hand counts')}, ${plural(truth, 'vehicle', 'vehicles')})`,
    noError: 'no hand count at these cameras: error not known',
    comparisons: 'Comparisons with counters',
    onlyDirection: { both: '', inbound: ', inbound', outbound: ', outbound' },
    compared: ({ name, counter, measure, percent, low, high, pairs, days, from, to }) =>
      `${name} and ${counter}, ${measure.toLowerCase()}: ${percent === undefined ? 'the counter counted nothing' : `error ${percent}`}${low === undefined || high === undefined ? '' : ` (95 % confidence interval ${low} to ${high})`}, ${plural(pairs, 'pair', 'pairs')} on ${plural(days, 'day', 'days')}, ${from} – ${to}`,
    suppression: 'Suppression',
    noSuppression: 'None. Small counts are shown as they are.',
    gaps: 'Gaps',
    noGaps: 'No slot is missing.',
    data: 'Data',
    rows: (rows) => `${rows} rows, SHA-256 of the NDJSON file:`,
    software: 'Software',
    classes: 'Classes',
    allClasses: 'all counted classes',
    more: (count) => `… and ${count} more; the JSON form of the report has all of them.`,
  },
};
