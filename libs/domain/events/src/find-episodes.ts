import { distanceM, type GeographicPoint } from '@vialog/geometry';
import type { EpisodeKey, EpisodeOrder, EpisodeRow, EpisodeRule } from './event-reader.port.ts';

/** The facts of one record that decide about episodes. */
export interface EpisodeFact {
  /** Epoch ms, start of the first and end of the last slot it covers. */
  readonly start: number;
  readonly end: number;
  readonly slotMs: number;
  readonly siteId?: string | undefined;
  /** Undefined for a gap. */
  readonly total: number | undefined;
  /** Ratio. */
  readonly occupancy?: number | undefined;
  /** Longitude, latitude; of matching records. */
  readonly position?: readonly [number, number] | undefined;
  readonly matches: boolean;
}

interface Open {
  from: number;
  to: number;
  peak: number;
  peakAt: number;
  sum: number;
  measured: number;
  /** In millionths, so that sums do not depend on rounding. */
  occupancy: { peak: number; peakAt: number; sum: number; slots: number } | undefined;
  last: EpisodeFact;
}

type Zone = Pick<EpisodeRow, 'cameraId' | 'zoneId'>;
type Rule = Pick<EpisodeRule, 'minMs' | 'bridgeMs'>;

/**
 * Builds the episodes of one zone from its records in ascending order of start, with constant memory. A measured record
 * that does not match ends an episode; a gap that does not match is unmeasured time, bridged up to `bridgeMs`.
 */
export class EpisodeBuilder {
  readonly #zone: Zone;
  readonly #rule: Rule;
  #open: Open | undefined;

  constructor(zone: Zone, rule: Rule) {
    this.#zone = zone;
    this.#rule = rule;
  }

  /** Adds the next record. Returns the episode that it ends. */
  add(fact: EpisodeFact): EpisodeRow | undefined {
    if (!fact.matches) return fact.total === undefined ? undefined : this.close();
    const isApart = this.#open !== undefined && fact.start - this.#open.to > this.#rule.bridgeMs;
    const ended = isApart ? this.close() : undefined;
    this.#open = extended(this.#open, fact);
    return ended;
  }

  /** Ends the open episode. Returns it unless it is shorter than `minMs`. */
  close(): EpisodeRow | undefined {
    const open = this.#open;
    this.#open = undefined;
    return open && open.to - open.from >= this.#rule.minMs ? rowOf(this.#zone, open) : undefined;
  }
}

/** Episodes of one zone from its records in ascending order of start; see EpisodeBuilder. */
export function findEpisodes(zone: Zone, facts: Iterable<EpisodeFact>, rule: Rule): readonly EpisodeRow[] {
  const builder = new EpisodeBuilder(zone, rule);
  const found: EpisodeRow[] = [];
  for (const fact of facts) {
    const ended = builder.add(fact);
    if (ended) found.push(ended);
  }
  const last = builder.close();
  if (last) found.push(last);
  return found;
}

function extended(open: Open | undefined, fact: EpisodeFact): Open {
  const before = open ?? { from: fact.start, to: fact.end, peak: 0, peakAt: fact.start, sum: 0, measured: 0 };
  const total = fact.total ?? 0;
  return {
    from: before.from,
    to: Math.max(before.to, fact.end),
    peak: Math.max(before.peak, total),
    peakAt: total > before.peak ? fact.start : before.peakAt,
    sum: before.sum + total,
    measured: before.measured + (fact.total === undefined ? 0 : 1),
    occupancy: withOccupancy(open?.occupancy, fact),
    last: fact,
  };
}

function withOccupancy(before: Open['occupancy'], { occupancy, start }: EpisodeFact): Open['occupancy'] {
  if (occupancy === undefined) return before;
  const millionths = Math.round(occupancy * 1e6);
  if (!before) return { peak: millionths, peakAt: start, sum: millionths, slots: 1 };
  return {
    peak: Math.max(before.peak, millionths),
    peakAt: millionths > before.peak ? start : before.peakAt,
    sum: before.sum + millionths,
    slots: before.slots + 1,
  };
}

function rowOf(zone: Zone, open: Open): EpisodeRow {
  const { last, occupancy } = open;
  return {
    cameraId: zone.cameraId,
    zoneId: zone.zoneId,
    ...(last.siteId === undefined ? {} : { siteId: last.siteId }),
    from: open.from,
    to: open.to,
    peak: open.peak,
    mean: open.measured === 0 ? 0 : open.sum / open.measured,
    peakAt: occupancy?.peakAt ?? open.peakAt,
    ...(occupancy
      ? {
          occupancy: {
            peak: occupancy.peak / 1e6,
            mean: Math.round(occupancy.sum / occupancy.slots) / 1e6,
          },
        }
      : {}),
    measuredSlots: open.measured,
    slotMs: last.slotMs,
    position: last.position ?? [0, 0],
  };
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The key of an episode in an order. */
export const keyOfEpisode = (row: EpisodeRow, order: EpisodeOrder): EpisodeKey => ({
  rank: rankOf(row, order),
  to: row.to,
  cameraId: row.cameraId,
  zoneId: row.zoneId,
  from: row.from,
});

function rankOf(row: EpisodeRow, order: EpisodeOrder): readonly number[] {
  switch (order.by) {
    case 'time':
      return [];
    case 'length':
      return [row.to - row.from];
    case 'count':
      return [row.peak, row.mean];
    case 'occupancy':
      return row.occupancy ? [row.occupancy.peak, row.occupancy.mean] : [-1, -1];
    case 'distance':
      return [-distanceToNearest(row, order.centers)];
  }
}

/** Metres from the camera to the nearest of the centers; 0 without a center. */
export function distanceToNearest(
  { position: [lon, lat] }: Pick<EpisodeRow, 'position'>,
  centers: readonly GeographicPoint[],
): number {
  const distances = centers.map((center) => distanceM({ lon, lat }, center));
  return distances.length === 0 ? 0 : Math.min(...distances);
}

/** Higher ranks first, then newest end, cameraId, zoneId, newest start first. */
export function compareEpisodes(a: EpisodeKey, b: EpisodeKey): number {
  for (const [i, rank] of a.rank.entries()) {
    const other = b.rank[i] ?? 0;
    if (rank !== other) return other - rank;
  }
  return b.to - a.to || byText(a.cameraId, b.cameraId) || byText(a.zoneId, b.zoneId) || b.from - a.from;
}

/** The first episodes of a page in the order of the rule, after the last one of the previous page. */
export function firstEpisodes(rows: Iterable<EpisodeRow>, rule: EpisodeRule): EpisodeRow[] {
  const { after, order, limit } = rule;
  return [...rows]
    .map((row) => ({ row, key: keyOfEpisode(row, order) }))
    .filter(({ key }) => !after || compareEpisodes(after, key) < 0)
    .sort((a, b) => compareEpisodes(a.key, b.key))
    .slice(0, limit)
    .map(({ row }) => row);
}
