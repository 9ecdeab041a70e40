import { isoOf, type Measure, type ReportSeries, type SeriesSpecialDay } from '@vialog/contracts';
import type { SourceSeries } from '@vialog/events';
import { coverageOf, rounded, targetOf } from '@vialog/measuring';
import { profileHours, summaryOf, type HourProfile, type HourValue } from '@vialog/statistics';
import {
  allHours,
  dayFigures,
  leftOutOf,
  meanOfHours,
  type DayFigure,
  type ReportHour,
} from './report-hours.ts';

export interface FigureRules {
  readonly measure: Measure;
  readonly minCoverage: number;
  readonly excludeDays: readonly string[];
  readonly target?: number | undefined;
}

/** What a report keeps of a series: what is stated, and what is drawn. */
export interface SeriesSummary {
  readonly figures: ReportSeries;
  readonly days: readonly DayFigure[];
  readonly specialDays: readonly SeriesSpecialDay[];
  /** Hours of the week. */
  readonly cells: HourProfile['cells'];
}

/** One series with its hours, which are released before the next one is read. */
export interface SeriesResult extends SeriesSummary {
  readonly profile: HourProfile;
  readonly hours: readonly ReportHour[];
}

/** Without the hours. */
export const summaryOfSeries = ({ figures, days, specialDays, cells }: SeriesSummary): SeriesSummary => ({
  figures,
  days,
  specialDays,
  cells,
});

/** Figures of one series from its exported rows. */
export function seriesResult(source: SourceSeries, rules: FigureRules): SeriesResult {
  const all = allHours(source);
  const isLeftOut = leftOutOf(source, rules.excludeDays);
  const hours = all.filter(({ day }) => !isLeftOut(day));
  const target = targetOf(rules);
  const profile = profileHours(hours, { minCoverage: rules.minCoverage, target });
  const { used, leftOut, expected, measured } = profile;
  const figures: ReportSeries = {
    key: source.key,
    name: source.name,
    timeZone: source.timeZone,
    ...summaryFigures(used),
    mean: meanOfHours(hours, rules.minCoverage),
    highest: highestOf(used, source),
    peakHour: peakHourOf(profile),
    aboveTarget: aboveTargetOf(profile, target),
    hours: used.length,
    leftOut,
    leftOutDays: daysIn(all.filter(({ day, expected: slots }) => slots > 0 && isLeftOut(day))),
    expected,
    measured,
    coverage: coverageOf(profile),
    gaps: [...source.gaps],
    changes: [...source.changes],
  };
  const days = dayFigures(all, rules.minCoverage, isLeftOut);
  return { figures, days, specialDays: source.days.specialDays, cells: profile.cells, profile, hours };
}

const daysIn = (hours: readonly HourValue[]): number => new Set(hours.map(({ day }) => day)).size;

function summaryFigures(used: HourProfile['used']): Pick<ReportSeries, 'median' | 'p15' | 'p85'> {
  if (used.length === 0) return { median: null, p15: null, p85: null };
  const { median, p15, p85 } = summaryOf(used.map(({ value }) => value));
  return { median: rounded(median), p15: rounded(p15), p85: rounded(p85) };
}

function highestOf(used: HourProfile['used'], { rows }: SourceSeries): ReportSeries['highest'] {
  let highest: (HourValue & { readonly value: number }) | undefined;
  for (const hour of used) if (!highest || hour.value > highest.value) highest = hour;
  if (!highest) return null;
  const startAt = isoOf(highest.start);
  const localStartAt = rows.find((row) => row.startAt === startAt)?.localStartAt ?? startAt;
  return { startAt, localStartAt, value: rounded(highest.value) };
}

function peakHourOf({ peak }: HourProfile): ReportSeries['peakHour'] {
  if (!peak) return null;
  return { weekday: peak.weekday, hour: peak.hour, median: rounded(peak.summary.median) };
}

function aboveTargetOf({ aboveTarget }: HourProfile, target = 0): ReportSeries['aboveTarget'] {
  if (!aboveTarget) return null;
  return { target, hours: aboveTarget.hours, share: aboveTarget.share ?? null, days: aboveTarget.days };
}
