import type { EpisodeKey, EpisodeRow } from './event-reader.port.ts';

/** What an episode needs to know of one record of one zone. */
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

/**
 * Episodes of one zone from its records in ascending order of start. A measured record that does not match ends an
 * episode; a gap that does not match is unmeasured time, bridged up to `bridgeMs`.
 */
export function findEpisodes(
  zone: { readonly cameraId: string; readonly zoneId: string },
  facts: Iterable<EpisodeFact>,
  rule: { readonly minMs: number; readonly bridgeMs: number },
): readonly EpisodeRow[] {
  const found: EpisodeRow[] = [];
  let open: Open | undefined;
  const close = (): void => {
    if (open && open.to - open.from >= rule.minMs) found.push(rowOf(zone, open));
    open = undefined;
  };
  for (const fact of facts) {
    if (!fact.matches) {
      if (fact.total !== undefined) close();
      continue;
    }
    if (open && fact.start - open.to > rule.bridgeMs) close();
    open = extended(open, fact);
  }
  close();
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

function rowOf(zone: { readonly cameraId: string; readonly zoneId: string }, open: Open): EpisodeRow {
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
