import type { Frame } from '@vialog/contracts';
import type { CountingJob, DetectorAnswer } from '@vialog/detection';

/** A frame on its way, answered exactly once. */
export class PendingFrame {
  readonly frame: Frame;
  readonly job: CountingJob;
  /** Resolves with the first answer; any other is ignored. */
  readonly answered: Promise<DetectorAnswer>;
  /** Detectors this frame has ended so far. */
  kills = 0;
  /** Its time is over: whoever holds it may still answer, but must not begin again. */
  expired = false;
  private resolve: (answer: DetectorAnswer) => void = () => undefined;

  constructor(frame: Frame, job: CountingJob) {
    this.frame = frame;
    this.job = job;
    this.answered = new Promise((resolve) => {
      this.resolve = resolve;
    });
  }

  answer(answer: DetectorAnswer): void {
    this.resolve(answer);
  }
}

/** The answer for a frame no detector could count. */
export function detectorDown(detail: string): DetectorAnswer {
  return { kind: 'failed', reason: 'detector_down', detail };
}
