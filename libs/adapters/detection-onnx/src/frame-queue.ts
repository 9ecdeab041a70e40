import type { DetectorAnswer } from '@vialog/detection';
import type { PendingFrame } from './pending-frame.ts';

/**
 * Frames that wait for a detector: one per camera, the newest. A camera keeps its place in the line when a newer
 * frame replaces the one that waits, so nobody is pushed back and nobody is served twice before the others.
 */
export class FrameQueue {
  private readonly line = new Map<string, PendingFrame>();
  private readonly takers: ((pending: PendingFrame) => void)[] = [];

  get size(): number {
    return this.line.size;
  }

  /** Puts a frame in its camera's place; the older one there is answered `superseded`. */
  put(pending: PendingFrame): void {
    const taker = this.takers.shift();
    if (taker) return taker(pending);
    this.line.get(pending.frame.cameraId)?.answer({
      kind: 'failed',
      reason: 'superseded',
      detail: 'a newer frame of this camera arrived before a detector was free',
    });
    this.line.set(pending.frame.cameraId, pending);
  }

  /** Back to the front after its detector died, unless a newer frame of its camera waits by now. */
  putBack(pending: PendingFrame): void {
    const { cameraId } = pending.frame;
    if (this.line.has(cameraId)) {
      return pending.answer({
        kind: 'failed',
        reason: 'superseded',
        detail: 'its detector died, and a newer frame of this camera waits by now',
      });
    }
    const others = [...this.line];
    this.line.clear();
    this.put(pending);
    for (const [id, entry] of others) this.line.set(id, entry);
  }

  has(pending: PendingFrame): boolean {
    return this.line.get(pending.frame.cameraId) === pending;
  }

  /** Takes a frame out of the line, whose answer somebody else has given. */
  drop(pending: PendingFrame): void {
    if (this.has(pending)) this.line.delete(pending.frame.cameraId);
  }

  /** The next frame, as soon as there is one; undefined once the signal aborts. No frame is lost between the two. */
  take(signal: AbortSignal): Promise<PendingFrame | undefined> {
    if (signal.aborted) return Promise.resolve(undefined);
    const [first] = this.line.values();
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
        this.takers.splice(this.takers.indexOf(taker), 1);
        resolve(undefined);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.takers.push(taker);
    });
  }

  /** Empties the line, with this answer for all who waited. */
  answerAll(answer: DetectorAnswer): void {
    const waiting = [...this.line.values()];
    this.line.clear();
    for (const entry of waiting) entry.answer(answer);
  }
}
