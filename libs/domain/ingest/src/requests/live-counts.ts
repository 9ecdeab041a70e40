import {
  isoOf,
  type Crossings,
  type FrameCount,
  type LiveTrialNumbers,
  type TrackingSession,
  type ZoneCount,
} from '@vialog/contracts';

interface LineTotals {
  readonly inbound: Crossings;
  readonly outbound: Crossings;
}

/** Running numbers of a live trial. The counters of a detector that restarts begin at 0; these continue. */
export interface LiveCounts {
  readonly frames: number;
  /** Arrival of the first and of the last counted frame, epoch ms. */
  readonly startedAt?: number;
  readonly lastAt?: number;
  readonly zones: readonly ZoneCount[];
  readonly session?: TrackingSession['session'] | undefined;
  /** Crossings of earlier tracking sessions, by zone. */
  readonly earlier: ReadonlyMap<string, LineTotals>;
  readonly fault?: string | undefined;
}

export const noLiveCounts: LiveCounts = { frames: 0, zones: [], earlier: new Map() };

/** Adds a counted frame. One that is older than the last one, because two were counted at the same time, changes nothing. */
export function addFrame(counts: LiveCounts, count: FrameCount, capturedAt: number): LiveCounts {
  if (capturedAt <= (counts.lastAt ?? -Infinity)) return counts;
  const session = count.tracking?.session;
  const isRestarted = counts.session !== undefined && session !== counts.session;
  return {
    frames: counts.frames + 1,
    startedAt: counts.startedAt ?? capturedAt,
    lastAt: capturedAt,
    zones: count.zones,
    session,
    earlier: isRestarted ? totalsOf(counts) : counts.earlier,
  };
}

/** The numbers for the person who watches. */
export function liveNumbers(counts: LiveCounts): LiveTrialNumbers {
  const { frames, startedAt, lastAt, zones, earlier, fault } = counts;
  const seconds = ((lastAt ?? 0) - (startedAt ?? 0)) / 1_000;
  return {
    frames,
    zones: zones.map((zone) => withEarlier(zone, earlier.get(zone.zoneId))),
    ...(startedAt === undefined ? {} : { startedAt: isoOf(startedAt) }),
    ...(seconds > 0 ? { framesPerSecond: Math.round(((frames - 1) / seconds) * 10) / 10 } : {}),
    ...(fault === undefined ? {} : { fault }),
  };
}

function totalsOf({ zones, earlier }: LiveCounts): ReadonlyMap<string, LineTotals> {
  const totals = zones.flatMap((zone) => {
    const { inbound = {}, outbound = {} } = withEarlier(zone, earlier.get(zone.zoneId));
    return zone.inbound ? [[zone.zoneId, { inbound, outbound }] as const] : [];
  });
  return new Map([...earlier, ...totals]);
}

function withEarlier(zone: ZoneCount, earlier: LineTotals | undefined): ZoneCount {
  if (!earlier || !zone.inbound || !zone.outbound) return zone;
  return {
    ...zone,
    inbound: sumOf(zone.inbound, earlier.inbound),
    outbound: sumOf(zone.outbound, earlier.outbound),
  };
}

function sumOf(a: Crossings, b: Crossings): Crossings {
  const sums: Crossings = { ...a };
  for (const [name, number = 0] of Object.entries(b)) {
    const key = name as keyof Crossings;
    sums[key] = (sums[key] ?? 0) + number;
  }
  return sums;
}
