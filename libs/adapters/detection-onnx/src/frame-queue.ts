import { queueKeyOf, type DetectorAnswer } from '@vialog/detection';
import type { PendingFrame } from './pending-frame.ts';

const keyOf = ({ frame, job }: PendingFrame): string => queueKeyOf(frame, job);

/**
 * Frames that wait for a detector: at most one per camera, the newest, and one of a trial. A newer frame takes the place of the older frame
 * of its camera in the queue, so that every camera is served once before any camera is served again.
 */
export class FrameQueue {
  readonly #byCamera = new Map<string, PendingFrame>();
  readonly #takers: ((pending: PendingFrame) => void)[] = [];

  get size(): number {
    return this.#byCamera.size;
  }

  /** Queues a frame. An older frame of the same camera is answered `superseded`. */
  put(pending: PendingFrame): void {
    const taker = this.#takers.shift();
    if (taker) return taker(pending);
    this.#byCamera.get(keyOf(pending))?.answer({
      kind: 'failed',
      reason: 'superseded',
      detail: 'a newer frame of this camera arrived before a detector was free',
    });
    this.#byCamera.set(keyOf(pending), pending);
  }

  /** Queues a frame first after its detector died. If a newer frame of its camera waits, answers `superseded` instead. */
  putBack(pending: PendingFrame): void {
    if (this.#byCamera.has(keyOf(pending))) {
      return pending.answer({
        kind: 'failed',
        reason: 'superseded',
        detail: 'its detector died while a newer frame of this camera was waiting',
      });
    }
    const others = [...this.#byCamera];
    this.#byCamera.clear();
    this.put(pending);
    for (const [id, entry] of others) this.#byCamera.set(id, entry);
  }

  has(pending: PendingFrame): boolean {
    return this.#byCamera.get(keyOf(pending)) === pending;
  }

  /** Removes a frame that the caller answers. */
  drop(pending: PendingFrame): void {
    if (this.has(pending)) this.#byCamera.delete(keyOf(pending));
  }

  /** Takes the next frame, or waits for one; resolves with undefined when the signal aborts. An abort loses no frame. */
  take(signal: AbortSignal): Promise<PendingFrame | undefined> {
    if (signal.aborted) return Promise.resolve(undefined);
    const [first] = this.#byCamera.values();
    if (first) {
      this.drop(first);
      return Promise.resolve(first);
    }
    return new Promise((resolve) => {
      const taker = (pending: PendingFrame) => {
        signal.removeEventListener('abort', leave);
        resolve(pending);
      };
      const leave = () => {
        this.#takers.splice(this.#takers.indexOf(taker), 1);
        resolve(undefined);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#takers.push(taker);
    });
  }

  /** Empties the queue and gives all its frames this answer. */
  answerAll(answer: DetectorAnswer): void {
    const waiting = [...this.#byCamera.values()];
    this.#byCamera.clear();
    for (const entry of waiting) entry.answer(answer);
  }
}
