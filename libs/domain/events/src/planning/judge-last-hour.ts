import { hourMs, isoOf, type Measure } from '@vialog/contracts';
import { localHours, type LocalHour } from '@vialog/measuring';
import { findAnomalies, type Anomaly } from '@vialog/statistics';
import type { EventPorts } from '../use-cases/event-ports.ts';
import { seriesGroups, type SeriesGroup } from '../use-cases/series-groups.ts';
import { profilePeriodMs } from './periods.ts';
import { readHours, type SeriesHours } from './read-hours.ts';

/** A score of 5 is rarer by chance than the default of the trends: many sites are judged every hour. */
const threshold = 5;
const minCoverage = 0.8;
/** An hour counts only if it also differs from the median by this share of it, and by one. */
const minDifference = 0.25;
const weekMs = 168 * hourMs;
/** A change of clocks moves a local hour by at most this time, ms. */
const clockChangeMs = 2 * hourMs;

export interface UnusualSite {
  readonly siteId: string;
  readonly name: string;
  /** Start of the judged hour, ISO 8601. */
  readonly startAt: string;
  readonly value: number;
  /** Median of the same hour of the week in the 13 weeks before. */
  readonly median: number;
  readonly score: number;
}

export interface LastHour {
  readonly measure: Measure;
  /** Sites that could be judged, number. */
  readonly judged: number;
  /** Most unusual first. */
  readonly unusual: readonly UnusualSite[];
}

/** Compares the last full local hour of every site with the same hour of the 13 weeks before; holidays are left out. */
export async function judgeLastHour(ports: EventPorts): Promise<LastHour> {
  const measure = 'presence';
  const groups = (await seriesGroups(ports, {})).filter(({ plans }) => plans.length > 0);
  const results: {
    readonly series: SeriesHours;
    readonly judged: number;
    readonly found: readonly Anomaly[];
  }[] = [];
  for (const [timeZone, ofZone] of Map.groupBy(groups, (group) => group.timeZone)) {
    const hour = lastHour(ports.clock.now() - ports.latenessMs, timeZone);
    const read = (at: LocalHour) => hoursOf(ports, ofZone, at);
    const judged = await read(hour);
    const usual = await readInTurn(sameHours(hour, timeZone), read);
    judged.forEach((series, i) => {
      const baseline = usual.flatMap((week) => week[i]?.hours ?? []);
      results.push({ series, ...findAnomalies(series.hours, baseline, { minCoverage, threshold }) });
    });
  }
  const unusual = results.flatMap(({ series, found }) => found.filter(isLarge).map(unusualFrom(series)));
  return {
    measure,
    judged: results.reduce((sum, { judged }) => sum + judged, 0),
    unusual: unusual.sort((a, b) => Math.abs(b.score) - Math.abs(a.score)),
  };
}

const hoursOf = (ports: EventPorts, groups: readonly SeriesGroup[], { from, to }: LocalHour) =>
  readHours(ports, groups, {
    measure: 'presence',
    holidays: 'apart',
    excludeDays: [],
    window: { from, to },
    path: 'from',
  });

/** One request at a time: no user waits for the result. */
async function readInTurn<T>(
  hours: readonly LocalHour[],
  read: (hour: LocalHour) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  for (const hour of hours) results.push(await read(hour));
  return results;
}

function lastHour(now: number, timeZone: string): LocalHour {
  const ended = localHours(now - clockChangeMs, now, timeZone).filter(({ to }) => to <= now);
  return ended.at(-1) as LocalHour;
}

/** The same local hour of the week in the weeks before, where a change of clocks has not removed it. */
function sameHours({ from, weekday, hour }: LocalHour, timeZone: string): readonly LocalHour[] {
  return Array.from({ length: profilePeriodMs / weekMs }, (_, i) => from - (i + 1) * weekMs).flatMap(
    (near) => {
      const around = localHours(near - clockChangeMs, near + clockChangeMs, timeZone);
      return around.find((one) => one.weekday === weekday && one.hour === hour) ?? [];
    },
  );
}

const isLarge = ({ hour: { value }, baseline: { median } }: Anomaly): boolean =>
  Math.abs(value - median) >= Math.max(1, minDifference * median);

const unusualFrom =
  ({ key, name }: SeriesHours) =>
  ({ hour, baseline, score }: Anomaly): UnusualSite => ({
    siteId: key,
    name,
    startAt: isoOf(hour.start),
    value: hour.value,
    median: baseline.median,
    score,
  });
