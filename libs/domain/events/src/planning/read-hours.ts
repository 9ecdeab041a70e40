import { epochOf, hourMs } from '@vialog/contracts';
import { localHours, type LocalHour, type TrendSeries } from '@vialog/measuring';
import type { HourValue } from '@vialog/statistics';
import type { TimeWindow } from '../query/time-window.ts';
import type { EventPorts } from '../use-cases/event-ports.ts';
import { invalidParameter } from '../use-cases/invalid-parameter.ts';
import { readSeries, type SeriesMeasure } from '../use-cases/read-series.ts';
import type { SeriesGroup } from '../use-cases/series-groups.ts';

/** Hours per series: a year and a month. */
export const maxHours = 10_000;

/** What is measured in every hour. */
export interface HourMeasure extends SeriesMeasure {
  /** Local dates to leave out, like 2026-05-01. */
  readonly excludeDays: readonly string[];
}

export interface SeriesHours extends SeriesGroup {
  /** Local hours that are over, ascending. */
  readonly hours: readonly HourValue[];
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
  const { window, path, excludeDays } = request;
  if (window.to - window.from > maxHours * hourMs)
    throw invalidParameter(
      path,
      `Expected a period of at most ${maxHours} hours (${Math.floor(maxHours / 24)} days); choose a shorter one.`,
    );
  const to = Math.min(window.to, ports.clock.now());
  const excluded = new Set(excludeDays.map((date) => epochOf(`${date}T00:00:00Z`)).map(dayOf));
  const read = new Map<SeriesGroup, SeriesHours>();
  for (const [timeZone, ofZone] of Map.groupBy(series, (one) => one.timeZone)) {
    const hours = localHours(window.from, to, timeZone).filter((hour) => hour.to <= ports.clock.now());
    const points = await readSeries(ports, ofZone, { ...request, edges: edgesOfHours(hours) });
    ofZone.forEach((one, i) => {
      const values = valuesOf(hours, points[i]?.points ?? []);
      read.set(one, { ...one, hours: values.filter(({ day }) => !excluded.has(day)) });
    });
  }
  return series.flatMap((one) => read.get(one) ?? []);
}

/** Hours of one series in all of these windows, number. */
export const hoursIn = (...windows: readonly TimeWindow[]): number =>
  windows.reduce((sum, { from, to }) => sum + Math.ceil((to - from) / hourMs), 0);

const dayOf = (epochMs: number): number => Math.floor(epochMs / (24 * hourMs));

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
