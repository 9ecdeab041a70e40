import type { EpisodeKey, EpisodeRow } from './event-reader.port.ts';

/** The facts of one record that decide about episodes. */
export interface EpisodeFact {
  /** Epoch ms, start of the first and end of the last slot it covers. */
  readonly start: number;
  readonly end: number;
  readonly slotMs: number;
  readonly siteId?: string | undefined;
  /** Undefined for a gap. */
  readonly total: number | undefined;
  readonly matches: boolean;
}

interface Open {
  from: number;
  to: number;
  peak: number;
  sum: number;
  measured: number;
  last: EpisodeFact;
}

type Zone = Pick<EpisodeRow, 'cameraId' | 'zoneId'>;
type Rule = { readonly minMs: number; readonly bridgeMs: number };

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
  const before = open ?? { from: fact.start, to: fact.end, peak: 0, sum: 0, measured: 0 };
  return {
    from: before.from,
    to: Math.max(before.to, fact.end),
    peak: Math.max(before.peak, fact.total ?? 0),
    sum: before.sum + (fact.total ?? 0),
    measured: before.measured + (fact.total === undefined ? 0 : 1),
    last: fact,
  };
}

function rowOf(zone: Zone, open: Open): EpisodeRow {
  return {
    cameraId: zone.cameraId,
    zoneId: zone.zoneId,
    ...(open.last.siteId === undefined ? {} : { siteId: open.last.siteId }),
    from: open.from,
    to: open.to,
    peak: open.peak,
    mean: open.measured === 0 ? 0 : open.sum / open.measured,
    measuredSlots: open.measured,
    slotMs: open.last.slotMs,
  };
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Newest end first, then cameraId, zoneId, newest start first. */
export function compareEpisodes(a: EpisodeKey, b: EpisodeKey): number {
  return b.to - a.to || byText(a.cameraId, b.cameraId) || byText(a.zoneId, b.zoneId) || b.from - a.from;
}
