import {
  epochOf,
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

type Earlier = ReadonlyMap<string, LineTotals>;

/**
 * Running numbers of a live trial. The counters of a detector that restarts begin at 0; these continue. The counters of a
 * session that began before the live trial, as after a change of the plan, do not begin at 0; these do.
 */
export interface LiveCounts {
  readonly frames: number;
  /** Arrival of the first and of the last counted frame, epoch ms. */
  readonly startedAt?: number;
  readonly lastAt?: number;
  readonly zones: readonly ZoneCount[];
  readonly session?: TrackingSession['session'] | undefined;
  /** Crossings of earlier tracking sessions by zone, less those before the first frame. */
  readonly earlier: Earlier;
  readonly fault?: string | undefined;
}

/** Longest fault that the contract allows. */
const maxFaultLength = 1_000;

export const noLiveCounts: LiveCounts = { frames: 0, zones: [], earlier: new Map() };

/** Adds a counted frame. One that is older than the last one, because two were counted at the same time, changes nothing. */
export function addFrame(counts: LiveCounts, count: FrameCount, capturedAt: number): LiveCounts {
  if (capturedAt <= (counts.lastAt ?? -Infinity)) return counts;
  return {
    frames: counts.frames + 1,
    startedAt: counts.startedAt ?? capturedAt,
    lastAt: capturedAt,
    zones: count.zones,
    session: count.tracking?.session ?? counts.session,
    earlier: earlierOf(counts, count, capturedAt),
  };
}

function earlierOf(counts: LiveCounts, { tracking, zones }: FrameCount, capturedAt: number): Earlier {
  if (!tracking || tracking.session === counts.session) return counts.earlier;
  if (counts.session !== undefined) return totalsOf(counts);
  return epochOf(tracking.startedAt) < capturedAt ? linesOf(zones, negated) : counts.earlier;
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
    ...(fault === undefined ? {} : { fault: fault.slice(0, maxFaultLength) }),
  };
}

function totalsOf({ zones, earlier }: LiveCounts): Earlier {
  const totals = linesOf(zones.map((zone) => withEarlier(zone, earlier.get(zone.zoneId))));
  return new Map([...earlier, ...totals]);
}

/** The crossings of lines by zone. */
function linesOf(zones: readonly ZoneCount[], change = (crossings: Crossings) => crossings): Earlier {
  const lines = zones.flatMap(({ zoneId, inbound, outbound }) =>
    inbound && outbound ? [[zoneId, { inbound: change(inbound), outbound: change(outbound) }] as const] : [],
  );
  return new Map(lines);
}

const negated = (crossings: Crossings): Crossings =>
  Object.fromEntries(Object.entries(crossings).map(([name, number = 0]) => [name, -number]));

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
