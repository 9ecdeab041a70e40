import { samplingIntervalMs, type SamplingPlan, type Stream } from '@vialog/contracts';

const SHORTEST_SILENCE_MS = 20_000;
/** Key frames come at the camera's pace; "smart codec" cameras send one in 10 s and less. */
const KEYFRAME_SILENCE_MS = 30_000;
/** Nobody may ask for key frames faster than this; an all-intra stream has one in every frame. */
export const maxKeyframesPerSecond = 5;
const FASTEST_SNAPSHOT_MS = 1_000;

/** After how long without a frame a stream counts as dead, ms. */
export function silenceLimitMs(plan: SamplingPlan): number {
  const interval = samplingIntervalMs(plan);
  return interval === undefined ? KEYFRAME_SILENCE_MS : Math.max(SHORTEST_SILENCE_MS, 3 * interval);
}

/** Time between two requests to a snapshot source, ms: not faster than asked for, nor than it makes pictures. */
export function snapshotIntervalMs(plan: SamplingPlan, stream: Stream): number {
  return Math.max(samplingIntervalMs(plan) ?? FASTEST_SNAPSHOT_MS, stream.refreshMs ?? 0);
}

const FROZEN_AFTER_PERIODS = 3;
const UNKNOWN_REFRESH_MS = 20_000;

/** How long a source may say "not modified" before it is frozen, ms: 3 refresh periods. */
export class RefreshMonitor {
  private longestMs: number;
  private changedAt: number | undefined;

  /** @param knownMs the camera's own refresh period; without it 20 s or what is seen, whichever is longer */
  constructor(private readonly knownMs: number | undefined) {
    this.longestMs = UNKNOWN_REFRESH_MS;
  }

  /** A new picture came. @param at monotonic ms */
  changed(at: number): void {
    if (this.changedAt !== undefined) this.longestMs = Math.max(this.longestMs, at - this.changedAt);
    this.changedAt = at;
  }

  /** For how long nothing has changed, if that is too long. @param at monotonic ms */
  frozenForMs(at: number): number | undefined {
    if (this.changedAt === undefined) return undefined;
    const still = at - this.changedAt;
    return still > FROZEN_AFTER_PERIODS * (this.knownMs ?? this.longestMs) ? still : undefined;
  }
}
