import type { Frame } from '@vialog/contracts';
import type { CountingJob, DetectorReply } from '@vialog/detection';

/** A frame that waits for its reply; it gets exactly one. */
export class PendingFrame {
  readonly frame: Frame;
  readonly job: CountingJob;
  /** Resolves with the first reply; later replies are ignored. */
  readonly reply: Promise<DetectorReply>;
  /** Number of detector children that died while they counted this frame. */
  kills = 0;
  /** The deadline has passed: a child that counts it may still reply, but no other child may start. */
  expired = false;
  /** Number of the tenure in which its child follows the objects of its camera; undefined if no zone is tracked. */
  tenure: number | undefined;
  #resolve: (reply: DetectorReply) => void = () => undefined;

  constructor(frame: Frame, job: CountingJob) {
    this.frame = frame;
    this.job = job;
    this.reply = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  resolve(reply: DetectorReply): void {
    this.#resolve(reply);
  }
}

/** The reply for a frame that no detector could count. */
export function detectorDown(detail: string): DetectorReply {
  return { kind: 'failed', reason: 'detector_down', detail };
}
