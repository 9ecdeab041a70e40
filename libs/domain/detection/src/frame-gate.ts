import {
  isGated,
  isoOf,
  type Clock,
  type Frame,
  type FrameCount,
  type SamplingPlan,
} from '@vialog/contracts';
import type { CountingJob, Detector, DetectorReply } from './detector.port.ts';
import { isTracked } from './movement-plan.ts';
import { sceneCells } from './scene-cells.ts';
import { SceneGate } from './scene-gate.ts';

/** A frame of a camera and how it is counted. */
export interface GatedFrame {
  readonly frame: Frame;
  readonly job: CountingJob;
  readonly plan: SamplingPlan;
}

export interface GatedReply {
  readonly reply: DetectorReply;
  /** The count is that of an earlier frame with the same picture. */
  readonly isReused: boolean;
}

/**
 * Counts the frames of one camera and reuses counts while its picture does not change. Cameras with tracked zones are never gated,
 * because a tracker needs every frame.
 */
export class FrameGate {
  readonly #detector: Pick<Detector, 'count'>;
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #scenes = new SceneGate<FrameCount>(hasEqualZones);

  constructor(detector: Pick<Detector, 'count'>, clock: Pick<Clock, 'monotonic'>) {
    this.#detector = detector;
    this.#clock = clock;
  }

  /** Call it when a frame arrives. The pixels must not be used afterwards, as with `Detector.count`. */
  async count({ frame, job, plan }: GatedFrame): Promise<GatedReply> {
    if (!isGated(plan) || job.zones.some(isTracked)) {
      this.#scenes.reset();
      return { reply: await this.#detector.count(frame, job), isReused: false };
    }
    const key = JSON.stringify([frame.cameraVersion, job.model]);
    const decision = this.#scenes.judge(sceneCells(frame), key, this.#clock.monotonic());
    if (decision.kind === 'reuse') {
      const count = { ...decision.count, capturedAt: isoOf(frame.capturedAt) };
      return { reply: { kind: 'counted', count }, isReused: true };
    }
    const reply = await this.#detector.count(frame, job);
    if (reply.kind === 'counted') decision.keep(reply.count);
    return { reply, isReused: false };
  }
}

const hasEqualZones = (a: FrameCount, b: FrameCount): boolean =>
  JSON.stringify(a.zones) === JSON.stringify(b.zones);
