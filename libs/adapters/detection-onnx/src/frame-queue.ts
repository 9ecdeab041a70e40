import { needsTracks, queueKeyOf, type DetectorReply } from '@vialog/detection';
import { CameraOwners, type Taker } from './camera-owners.ts';
import type { PendingFrame } from './pending-frame.ts';

const keyOf = ({ frame, job }: PendingFrame): string => queueKeyOf(frame, job);

/** Frames whose objects are followed go to the child that has the tracks of their camera. */
const isPinned = ({ job }: PendingFrame): boolean => needsTracks(job);

interface WaitingTaker {
  readonly taker: Taker;
  readonly give: (pending: PendingFrame) => void;
}

/**
 * Frames that wait for a detector: at most one per camera, the newest, and one of a trial. A newer frame takes the place
 * of the older frame of its camera in the queue, so that every camera is served once before any camera is served again.
 * Frames of a camera with tracked zones all go to one child, because tracks are in its memory.
 */
export class FrameQueue {
  readonly #byCamera = new Map<string, PendingFrame>();
  readonly #waiting: WaitingTaker[] = [];
  readonly #owners = new CameraOwners();

  get size(): number {
    return this.#byCamera.size;
  }

  /** Queues a frame. An older frame of the same camera fails with `superseded`. */
  put(pending: PendingFrame): void {
    const at = this.#waiting.findIndex(({ taker }) => this.#mayTake(taker, pending));
    const [waiting] = at < 0 ? [] : this.#waiting.splice(at, 1);
    if (waiting) return waiting.give(this.#taken(waiting.taker, pending));
    this.#byCamera.get(keyOf(pending))?.resolve({
      kind: 'failed',
      reason: 'superseded',
      detail: 'a newer frame of this camera arrived before a detector was free',
    });
    this.#byCamera.set(keyOf(pending), pending);
  }

  /** Queues a frame first after its detector died. If a newer frame of its camera waits, it fails with `superseded` instead. */
  putBack(pending: PendingFrame): void {
    if (this.#byCamera.has(keyOf(pending))) {
      return pending.resolve({
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

  /** Removes a frame that the caller resolves. */
  drop(pending: PendingFrame): void {
    if (this.has(pending)) this.#byCamera.delete(keyOf(pending));
  }

  /**
   * Takes the next frame, or waits for one; resolves with undefined when the signal aborts. An abort loses no frame.
   * @param taker the child that counts the frame
   */
  take(signal: AbortSignal, taker: Taker): Promise<PendingFrame | undefined> {
    if (signal.aborted) return Promise.resolve(undefined);
    const queued = [...this.#byCamera.values()];
    const next =
      queued.find((pending) => this.#mayTake(taker, pending)) ??
      queued.find((pending) => this.#owners.mayMove(keyOf(pending), taker));
    if (next) {
      this.drop(next);
      return Promise.resolve(this.#taken(taker, next));
    }
    return new Promise((resolve) => {
      const waiting: WaitingTaker = {
        taker,
        give: (pending) => {
          signal.removeEventListener('abort', leave);
          resolve(pending);
        },
      };
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        resolve(undefined);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push(waiting);
    });
  }

  /** Gives the cameras of a child that ended to the others; their tracking restarts there. */
  release(taker: Taker): void {
    this.#owners.release(taker);
  }

  #mayTake(taker: Taker, pending: PendingFrame): boolean {
    if (!isPinned(pending)) return true;
    const owner = this.#owners.ownerOf(keyOf(pending));
    return owner === undefined || owner === taker;
  }

  #taken(taker: Taker, pending: PendingFrame): PendingFrame {
    if (isPinned(pending)) pending.tenure = this.#owners.assign(keyOf(pending), taker);
    return pending;
  }

  /** Empties the queue and resolves all its frames with this reply. */
  resolveAll(reply: DetectorReply): void {
    const waiting = [...this.#byCamera.values()];
    this.#byCamera.clear();
    for (const entry of waiting) entry.resolve(reply);
  }
}
