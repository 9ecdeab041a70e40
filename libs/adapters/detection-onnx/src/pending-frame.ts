import type { Frame } from '@vialog/contracts';
import type { CountingJob, DetectorAnswer } from '@vialog/detection';

/** A frame that waits for its answer; it gets exactly one. */
export class PendingFrame {
  readonly frame: Frame;
  readonly job: CountingJob;
  /** Resolves with the first answer; later answers are ignored. */
  readonly answered: Promise<DetectorAnswer>;
  /** Number of detector children that died while they counted this frame. */
  kills = 0;
  /** The deadline has passed: a child that counts it may still answer, but no other child may start. */
  expired = false;
  /** Number of the tenure in which its child follows the objects of its camera; undefined if no zone is tracked. */
  tenure: number | undefined;
  #resolve: (answer: DetectorAnswer) => void = () => undefined;

  constructor(frame: Frame, job: CountingJob) {
    this.frame = frame;
    this.job = job;
    this.answered = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  answer(answer: DetectorAnswer): void {
    this.#resolve(answer);
  }
}

/** The answer for a frame that no detector could count. */
export function detectorDown(detail: string): DetectorAnswer {
  return { kind: 'failed', reason: 'detector_down', detail };
}
