import type { Frame } from '@vialog/contracts';
import { queueKeyOf, type CountingJob, type DetectorReply } from '@vialog/detection';

/** A frame whose reply is pending. */
export interface PendingFrame {
  readonly frame: Frame;
  readonly job: CountingJob;
  /** Monotonic ms. */
  readonly deadline: number;
  readonly resolve: (reply: DetectorReply) => void;
}

interface SendQueue {
  inFlight: PendingFrame;
  next?: PendingFrame | undefined;
}

/**
 * One send queue per camera, and one for its trials: one frame is in flight and the newest frame waits. A waiting frame
 * that is replaced is reported as `superseded` immediately. So no camera floods the broker while the detectors are
 * overloaded, and the stream serves all cameras in order.
 */
export class CameraSendQueues {
  readonly #queues = new Map<string, SendQueue>();
  readonly #send: (pending: PendingFrame) => void;

  constructor(send: (pending: PendingFrame) => void) {
    this.#send = send;
  }

  /** Frames in flight or waiting, number. */
  get size(): number {
    return [...this.#queues.values()].reduce((sum, queue) => sum + (queue.next ? 2 : 1), 0);
  }

  put(pending: PendingFrame): void {
    const key = queueKeyOf(pending.frame, pending.job);
    const queue = this.#queues.get(key);
    if (!queue) {
      this.#queues.set(key, { inFlight: pending });
      this.#send(pending);
      return;
    }
    queue.next?.resolve({
      kind: 'failed',
      reason: 'superseded',
      detail: 'A newer frame of this camera arrived before a detector was free.',
    });
    queue.next = pending;
  }

  /** Removes a frame that has its reply and sends the waiting frame of its camera. */
  release(settled: PendingFrame): void {
    const key = queueKeyOf(settled.frame, settled.job);
    const queue = this.#queues.get(key);
    if (queue?.next === settled) queue.next = undefined;
    if (queue?.inFlight !== settled) return;
    const { next } = queue;
    if (!next) {
      this.#queues.delete(key);
      return;
    }
    this.#queues.set(key, { inFlight: next });
    this.#send(next);
  }

  /** Removes all frames and returns them; the caller settles them. */
  clear(): readonly PendingFrame[] {
    const all = [...this.#queues.values()].flatMap(({ inFlight, next }) =>
      next ? [inFlight, next] : [inFlight],
    );
    this.#queues.clear();
    return all;
  }
}
