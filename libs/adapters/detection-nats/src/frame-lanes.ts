import type { Frame } from '@vialog/contracts';
import type { CountingJob, DetectorAnswer } from '@vialog/detection';

/** A frame somebody waits for. */
export interface WaitingFrame {
  readonly frame: Frame;
  readonly job: CountingJob;
  /** Until when, monotonic ms. */
  readonly deadline: number;
  readonly settle: (answer: DetectorAnswer) => void;
}

interface Lane {
  onTheWire: WaitingFrame;
  next?: WaitingFrame | undefined;
}

/**
 * One lane a camera: one frame is on the wire, and behind it waits the newest; the one it overtakes is answered
 * `superseded` at once. So no camera floods the broker while detectors are behind, and each has its turn in the one line
 * of the stream, where a frame that was sent keeps its place.
 */
export class FrameLanes {
  readonly #lanes = new Map<string, Lane>();
  readonly #send: (waiting: WaitingFrame) => void;

  constructor(send: (waiting: WaitingFrame) => void) {
    this.#send = send;
  }

  /** Frames on the wire and behind them, number. */
  get size(): number {
    return [...this.#lanes.values()].reduce((sum, lane) => sum + (lane.next ? 2 : 1), 0);
  }

  put(waiting: WaitingFrame): void {
    const lane = this.#lanes.get(waiting.frame.cameraId);
    if (!lane) {
      this.#lanes.set(waiting.frame.cameraId, { onTheWire: waiting });
      this.#send(waiting);
      return;
    }
    lane.next?.settle({
      kind: 'failed',
      reason: 'superseded',
      detail: 'A newer frame of this camera came before a detector was free.',
    });
    lane.next = waiting;
  }

  /** A frame was answered: the one behind it goes out. */
  leave(waiting: WaitingFrame): void {
    const { cameraId } = waiting.frame;
    const lane = this.#lanes.get(cameraId);
    if (lane?.next === waiting) lane.next = undefined;
    if (lane?.onTheWire !== waiting) return;
    const { next } = lane;
    if (!next) {
      this.#lanes.delete(cameraId);
      return;
    }
    this.#lanes.set(cameraId, { onTheWire: next });
    this.#send(next);
  }

  /** Empties all lanes; what was in them is for the caller to settle. */
  clear(): readonly WaitingFrame[] {
    const all = [...this.#lanes.values()].flatMap(({ onTheWire, next }) =>
      next ? [onTheWire, next] : [onTheWire],
    );
    this.#lanes.clear();
    return all;
  }
}
