import type { AnalyticTexts, ChangeFacts } from './analytic-texts.ts';

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const facts = ({ before, after, low, high, effectSize, daysBefore, daysAfter }: ChangeFacts): string =>
  `${before} before and ${after} after, from ${daysBefore} and ${daysAfter} days; 95 % confidence interval of the difference ${low} to ${high}` +
  (effectSize === null ? '' : `, effect size ${effectSize}`);

export const en: AnalyticTexts = {
  directions: { inbound: 'inbound', outbound: 'outbound' },
  directed: (name, direction) => `${name}, ${direction}`,
  list: (items) => items.join(', '),
  item: (name, figure) => `${name} (${figure})`,
  points: 'percentage points',
  days: 'days',
  unmeasured: (names) => `Too little was measured to state a figure of ${names}.`,
  more: (count) => `${count} more`,
  peak: {
    one: ({ name, weekday, hour, median, p15, p85, hours }) =>
      `${name}: the peak hour of the typical week is ${weekday} from ${hour}, with ${median} in the median; 70 % of these ${plural(hours, 'hour', 'hours')} were between ${p15} and ${p85}.`,
    many: (count, items) => `The highest peak hours of ${count} series are those of ${items}.`,
    item: ({ name, weekday, hour, median }) => `${name} (${weekday} ${hour}, ${median})`,
    bars: 'Median of the peak hour and range of 70 % of these hours',
    table: 'Peak hours of the week',
    rule: 'Peak hour: the hour of the week with the highest median. Hours of the week with fewer than half as many hours as the best measured one do not count.',
  },
  target: {
    reached: ({ name, target, reached, days, undecided, weekday, weekdayReached, weekdayDays, halfBy }) =>
      `${name} reached ${target} on ${reached} of ${plural(days, 'day', 'days')}, most often on ${weekday} (${weekdayReached} of ${weekdayDays})` +
      (halfBy === null ? '' : `; on half of these days it did so in the hour from ${halfBy} or earlier`) +
      (undecided === 0
        ? '.'
        : `. ${plural(undecided, 'more day was', 'more days were')} measured too little to decide.`),
    never: ({ name, target, days, undecided }) =>
      `${name} did not reach ${target} on any of ${plural(days, 'day', 'days')}` +
      (undecided === 0
        ? '.'
        : `; ${plural(undecided, 'of them was', 'of them were')} measured too little to decide.`),
    many: ({ count, of, target, items }) =>
      count === 0
        ? `None of ${of} series reached ${target}.`
        : `${count} of ${of} series reached ${target}, most often ${items}.`,
    bars: (target) => `Share of the days that reached ${target}; line: days measured too little to decide`,
    table: 'Days at the target',
    weekdays: 'Days at the target by weekday',
    rule: 'A day reaches the target if one of its measured hours does. A day without such an hour, of which an hour was left out, is not decided. The first hour counts only if no earlier hour of the day was left out.',
  },
  spare: {
    found: ({ count, of, target, share, items }) =>
      `${count} of ${of} series reached ${target} in at most ${share} of their hours: ${items}.`,
    none: ({ of, target, share }) =>
      `None of ${of} series reached ${target} in as few as ${share} of its hours.`,
    uncertain: (items) => `Hours that were measured too little could change this for ${items}.`,
    upTo: (share) => `up to ${share}`,
    bars: (target) => `Share of the hours that reached ${target}; line: hours measured too little`,
    table: 'Hours at the target',
    rule: 'The share is that of the measured hours. The range assumes that none, or all, of the hours that were left out reached the target.',
  },
  merge: {
    found: ({ keep, close, capacity, share, hours, target, distance }) =>
      `${close} could move to ${keep} (${plural(capacity, 'space', 'spaces')}, ${distance} away): in ${share} of ${plural(hours, 'hour', 'hours')} that were measured at both, the vehicles of both would have filled at most ${target} of it.`,
    none: ({ count, distance, target, share }) =>
      `No two of ${count} lots within ${distance} can be merged: no lot would have had the vehicles of both on at most ${target} of its spaces in ${share} of the hours.`,
    noCapacity: (names) => `The number of spaces is not known of ${names}.`,
    single: (name) =>
      `Only ${name} was measured with a known number of spaces: a second lot is needed to compare.`,
    pair: (keep, close) => `${close} → ${keep}`,
    bars: 'Share of the hours in which one lot has room for both; line: hours measured too little',
    table: 'Lots within the distance',
    rule: ({ target, share, distance }) =>
      `Vehicles of an hour: occupancy × spaces that cameras see. Two lots at most ${distance} apart can be merged if the vehicles of both fill at most ${target} of the larger one in at least ${share} of the hours that were measured at both.`,
  },
  change: {
    moved: (change) =>
      `${change.name}: ${lower(change.measure)} ${change.isHigher ? 'rose' : 'fell'} by ${change.difference}${change.relative === null ? '' : ` (${change.relative})`}: ${facts(change)}.`,
    unclear: (change) =>
      `${change.name}: ${lower(change.measure)} did not change clearly (difference ${change.difference}): ${facts(change)}.`,
    tooLittle: ({ name, needed, before, after }) =>
      `${name}: too little was measured to compare. Each period needs ${needed} days, found ${before} before and ${after} after.`,
    many: ({ higher, lower: fell, unclear, tooLittle }) =>
      `Of ${higher + fell + unclear + tooLittle} series, ${higher} rose, ${fell} fell, and ${unclear} did not change clearly` +
      (tooLittle === 0 ? '.' : `; too little was measured of ${tooLittle}.`),
    strongest: (items) => `Largest changes: ${items}.`,
    verdicts: {
      higher: 'higher',
      lower: 'lower',
      no_clear_change: 'no clear change',
      too_little: 'too little measured',
    },
    mark: 'Second period begins',
    yearBefore: (name) => `${name}, a year before`,
    bars: 'Difference and its 95 % confidence interval',
    table: 'Comparison',
    rule: "Only hours of the week that both periods have are compared, each with the same weight. Interval: percentile bootstrap of days with 2,000 draws. Effect size: Hedges' g of days; below 0.2 is small, above 0.8 large.",
    cause: 'The comparison shows what changed, not why.',
  },
  week: {
    one: ({ name, value, usual, low, high, lowerThan, higherThan, periods, verdict }) =>
      `${name}: ${value} on average, usually ${usual}; 70 % of ${periods} earlier periods of the same length were between ${low} and ${high}. ` +
      (verdict === 'usual'
        ? 'This is usual.'
        : verdict === 'higher'
          ? `This is higher than ${higherThan} of them.`
          : `This is lower than ${lowerThan} of them.`),
    tooLittle: (name, needed) =>
      `${name}: too little was measured to compare; ${needed} earlier periods of the same length are needed.`,
    many: ({ higher, lower: below, usual }) =>
      `Of ${higher + below + usual} series, ${higher} are higher than usual, ${below} lower, and ${usual} usual.`,
    verdicts: { higher: 'higher than usual', lower: 'lower than usual', usual: 'usual' },
    bars: 'Mean of the period; line: range of 70 % of the earlier periods',
    table: 'Beside the usual',
    rule: 'Usual is the mean of the medians of the same hours of the week before. Each earlier period of the same length is compared hour by hour with these medians; the 15th and 85th percentile of their mean deviations is the usual range.',
  },
  unusual: {
    found: (count, judged, items) =>
      `${count} of ${plural(judged, 'day', 'days')} ${count === 1 ? 'is' : 'are'} unusual: ${items}.`,
    none: (judged) => `None of ${plural(judged, 'day', 'days')} is unusual.`,
    item: ({ name, day, value, usual, score }) =>
      `${name} on ${day} (${value}, usually ${usual}, score ${score})`,
    chance: 'Up to 4 of 100 ordinary days are found by chance alone.',
    noBaseline: (days) =>
      `${plural(days, 'day is', 'days are')} not judged: fewer than 5 days are comparable, or they do not vary.`,
    bars: 'Number of unusual days',
    table: 'Unusual days',
    rule: (threshold) =>
      `A day is compared with the same weekday before: its mean minus their median, in robust standard deviations (modified z-score of Iglewicz and Hoaglin). It is unusual from ${threshold}, above or below. Days in progress are left out.`,
  },
  coverage: {
    found: ({ count, of, minCoverage, items }) =>
      `${count} of ${of} series ${count === 1 ? 'was' : 'were'} measured less than ${minCoverage}: ${items}.`,
    none: (of, minCoverage) => `All ${of} series were measured at least ${minCoverage}.`,
    bars: 'Coverage',
    table: 'Measured too little',
    rule: 'Coverage: measured slots / expected slots. A gap has the reason that its records state.',
  },
  columns: {
    rank: 'Rank',
    weekday: 'Weekday',
    hour: 'Hour from',
    days: 'Days',
    reached: 'Days at the target',
    undecided: 'Days not decided',
    halfBy: 'Half of them by',
    share: 'Share of hours',
    lowShare: 'Share at least',
    highShare: 'Share at most',
    keep: 'Keep',
    close: 'Close',
    capacity: 'Spaces kept',
    distance: 'Distance (m)',
    highestFill: 'Highest occupancy of both',
    before: 'Before',
    after: 'After',
    difference: 'Difference',
    low: 'Interval from',
    high: 'Interval to',
    effectSize: 'Effect size',
    verdict: 'Result',
    daysBefore: 'Days before',
    daysAfter: 'Days after',
    value: 'Value',
    usual: 'Usual',
    usualLow: 'Usually from',
    usualHigh: 'Usually to',
    higherThan: 'Higher than',
    periods: 'Earlier periods',
    date: 'Date',
    score: 'Score',
    mainReason: 'Main reason',
  },
};
