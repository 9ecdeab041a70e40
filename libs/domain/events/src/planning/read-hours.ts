import { hourMs, type SeriesSpecialDay } from '@vialog/contracts';
import { localHours, type LocalHour, type TrendSeries } from '@vialog/measuring';
import type { HourValue } from '@vialog/statistics';
import type { TimeWindow } from '../query/time-window.ts';
import type { EventPorts } from '../use-cases/event-ports.ts';
import { invalidParameter } from '../use-cases/invalid-parameter.ts';
import { readSeries, type SeriesMeasure } from '../use-cases/read-series.ts';
import type { SeriesGroup } from '../use-cases/series-groups.ts';
import { readSeriesDays, type DayRules, type SeriesDays } from './series-days.ts';

/** Hours per series: a year and a month. */
export const maxHours = 10_000;

/** What is measured in every hour. */
export interface HourMeasure extends SeriesMeasure, DayRules {}

export interface SeriesHours extends SeriesGroup {
  /** Local hours that are over, ascending. */
  readonly hours: readonly HourValue[];
  readonly specialDays: readonly SeriesSpecialDay[];
  /** Local days with expected hours that are left out, number. */
  readonly leftOutDays: number;
}

/**
 * The value of every local hour that overlaps a window and is over, per series in its own time zone.
 * @throws {VialogError} VALIDATION_FAILED when the window is longer than `maxHours`; `path` is its parameter
 */
export async function readHours(
  ports: EventPorts,
  series: readonly SeriesGroup[],
  request: HourMeasure & { readonly window: TimeWindow; readonly path: string },
): Promise<readonly SeriesHours[]> {
  const { window, path } = request;
  if (window.to - window.from > maxHours * hourMs)
    throw invalidParameter(
      path,
      `Expected a period of at most ${maxHours} hours (${Math.floor(maxHours / 24)} days); choose a shorter one.`,
    );
  const to = Math.min(window.to, ports.clock.now());
  const daysOf = await readSeriesDays(ports, { from: window.from, to: Math.max(window.from, to) }, request);
  const read = new Map<SeriesGroup, SeriesHours>();
  for (const [timeZone, ofZone] of Map.groupBy(series, (one) => one.timeZone)) {
    const hours = localHours(window.from, to, timeZone).filter((hour) => hour.to <= ports.clock.now());
    const points = await readSeries(ports, ofZone, { ...request, edges: edgesOfHours(hours) });
    ofZone.forEach((one, i) => {
      read.set(one, { ...one, ...usedDays(valuesOf(hours, points[i]?.points ?? []), daysOf(one)) });
    });
  }
  return series.flatMap((one) => read.get(one) ?? []);
}

/**
 * Hours as statistics by hour of the week group them. Holidays are too few for that and resemble each other more than other
 * days of their weekday, so with `only` they are grouped by hour of the day.
 */
export const cellsOf = (hours: readonly HourValue[], holidays: DayRules['holidays']): readonly HourValue[] =>
  holidays === 'only' ? hours.map((hour) => ({ ...hour, weekday: 1 })) : hours;

/** Hours of one series in all of these windows, number. */
export const hoursIn = (...windows: readonly TimeWindow[]): number =>
  windows.reduce((sum, { from, to }) => sum + Math.ceil((to - from) / hourMs), 0);

/** The hours of the days that are used. */
function usedDays(
  values: readonly HourValue[],
  { specialDays, isLeftOut }: SeriesDays,
): Pick<SeriesHours, 'hours' | 'specialDays' | 'leftOutDays'> {
  const leftOut = values.filter(({ day, expected }) => expected > 0 && isLeftOut(day));
  return {
    hours: values.filter(({ day }) => !isLeftOut(day)),
    specialDays,
    leftOutDays: new Set(leftOut.map(({ day }) => day)).size,
  };
}

const edgesOfHours = (hours: readonly LocalHour[]): readonly number[] => {
  const last = hours.at(-1);
  return last ? [...hours.map(({ from }) => from), last.to] : [];
};

const valuesOf = (hours: readonly LocalHour[], points: TrendSeries['points']): readonly HourValue[] =>
  hours.map(({ from, day, weekday, hour }, i) => ({
    start: from,
    day,
    weekday,
    hour,
    value: points[i]?.value ?? null,
    expected: points[i]?.expected ?? 0,
    measured: points[i]?.measured ?? 0,
  }));
