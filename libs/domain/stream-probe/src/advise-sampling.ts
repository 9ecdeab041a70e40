import type { SamplingAdvice, SamplingPlan } from '@vialog/contracts';
import { shortestSlotMs } from '@vialog/measuring';
import { adviseLines } from './advise-lines.ts';
import type { StreamTiming } from './stream-timing.ts';

type CountedKind = 'area' | 'bays';

interface Goal {
  readonly zoneKind: CountedKind;
  /** Preferred slot length, ms. */
  readonly slotMs: number;
  /** Preferred time between frames where every frame is decoded, ms. */
  readonly intervalMs: number;
  /** Preferred time between frames where a frame is cheap: motion JPEG and streams of key frames only, ms. */
  readonly cheapMs: number;
}

/** Vehicles in an area come and go; a parking space changes rarely. */
const goals: readonly Goal[] = [
  { zoneKind: 'area', slotMs: 10_000, intervalMs: 5_000, cheapMs: 2_000 },
  { zoneKind: 'bays', slotMs: 60_000, intervalMs: 10_000, cheapMs: 10_000 },
];
/** Below this interval there are more key frames than a count needs, ms. */
const denseKeyframesMs = 500;
/** A source of key frames counts as dead after 30 s without one (`silenceLimitMs`). */
const maxKeyframeIntervalMs = 30_000;
/** Key frames of a nominal 5 s arrive every 5.04 s; two of them in nearly every slot are enough. */
const tolerance = 1.05;
/** For a snapshot source whose refresh period is longer than the probe, ms. */
const unknownRefreshMs = 30_000;

/**
 * Recommends a sampling plan and a slot length for each kind of zone: at least two frames in a slot (docs/measuring.md), and
 * decoding as little as possible; for lines enough frames to follow vehicles.
 */
export function adviseSampling(timing: StreamTiming): SamplingAdvice[] {
  const counted = goals.map((goal) => ({ zoneKind: goal.zoneKind, ...adviceFor(timing, goal) }));
  return [...counted, ...adviseLines(timing)];
}

type Advice = Omit<SamplingAdvice, 'zoneKind'>;

function adviceFor(timing: StreamTiming, goal: Goal): Advice {
  if (timing.kind === 'video') return videoAdvice(timing, goal);
  if (timing.kind === 'snapshot') return snapshotAdvice(timing, goal);
  return {
    plan: every(goal.cheapMs),
    slotMs: goal.slotMs,
    basis: 'motion_jpeg',
    reason: `Motion JPEG consists of whole pictures, so only one picture every ${seconds(goal.cheapMs)} has to be decoded.`,
  };
}

function videoAdvice(
  { keyframeIntervalMs, withoutKeyframeMs }: Extract<StreamTiming, { kind: 'video' }>,
  goal: Goal,
): Advice {
  const { slotMs } = goal;
  const rarest = Math.max(keyframeIntervalMs ?? 0, withoutKeyframeMs);
  if (rarest > Math.min((slotMs / 2) * tolerance, maxKeyframeIntervalMs))
    return fullDecode(goal, rarest, keyframeIntervalMs !== undefined);
  if (keyframeIntervalMs === undefined) {
    const reason =
      'The time between key frames could not be measured; this plan decodes all frames and works for any.';
    return { plan: every(goal.intervalMs), slotMs, basis: 'unmeasured', reason };
  }
  if (keyframeIntervalMs < denseKeyframesMs) {
    const reason =
      `A key frame comes every ${seconds(keyframeIntervalMs)}; one frame every ${seconds(goal.cheapMs)} is enough and ` +
      'keeps the detector free.';
    return { plan: every(goal.cheapMs), slotMs, basis: 'all_intra', reason };
  }
  const reason =
    `A key frame comes every ${seconds(keyframeIntervalMs)}: at least two in each slot of ${seconds(slotMs)}. ` +
    'Only key frames are decoded, which costs least.';
  return { plan: { mode: 'keyframes' }, slotMs, basis: 'key_frames', reason };
}

function fullDecode({ slotMs, intervalMs }: Goal, rarestMs: number, isMeasured: boolean): Advice {
  const rarity = isMeasured
    ? `A key frame comes only every ${seconds(rarestMs)}`
    : `No second key frame came within ${seconds(rarestMs)}`;
  const longer = shortestSlotMs(2 * rarestMs);
  const alternative =
    isMeasured && rarestMs <= maxKeyframeIntervalMs
      ? `, or choose key frames with slots of ${seconds(longer)}`
      : '';
  return {
    plan: every(intervalMs),
    slotMs,
    basis: 'long_gop',
    reason:
      `${rarity}, too rarely for slots of ${seconds(slotMs)}, so all frames are decoded. To save computing time, set the ` +
      `key frame interval of the camera to 1 to 4 s${alternative}.`,
  };
}

function snapshotAdvice(
  { refreshMs, unchangedMs }: Extract<StreamTiming, { kind: 'snapshot' }>,
  goal: Goal,
): Advice {
  if (refreshMs === undefined) {
    const intervalMs = unknownRefreshMs;
    const reason =
      `The picture did not change often enough within ${seconds(unchangedMs)} to measure how often it changes. If the ` +
      'operator states a refresh period, enter it with the stream.';
    const slotMs = slotFor(goal, intervalMs);
    return { plan: every(intervalMs), slotMs, basis: 'refresh_unknown', reason };
  }
  const intervalMs = Math.max(goal.intervalMs, Math.ceil(refreshMs / 100) * 100);
  const reason =
    refreshMs > goal.intervalMs
      ? `The picture changes every ${seconds(refreshMs)}; more requests would get the same picture again.`
      : `The picture changes every ${seconds(refreshMs)}; one picture every ${seconds(intervalMs)} is enough.`;
  return { plan: every(intervalMs), slotMs: slotFor(goal, intervalMs), basis: 'refresh', reason };
}

const slotFor = (goal: Goal, intervalMs: number): number =>
  shortestSlotMs(Math.max(goal.slotMs, 2 * intervalMs));
const every = (intervalMs: number): SamplingPlan => ({ mode: 'interval', intervalMs });

/** Like `0.4 s`, `2 s` or `10 min`. */
export function seconds(ms: number): string {
  if (ms >= 600_000) return `${Math.round(ms / 60_000)} min`;
  const digits = ms < 100 ? 2 : ms < 10_000 ? 1 : 0;
  return `${Number((ms / 1_000).toFixed(digits))} s`;
}
