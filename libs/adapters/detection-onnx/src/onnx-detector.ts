import type { Frame } from '@vialog/contracts';
import type { CountingJob, Detector, DetectorAnswer } from '@vialog/detection';
import type { ModelStore } from '@vialog/models';
import { DetectorSeat } from './detector-seat.ts';
import type { DetectorEvent, DetectorState } from './detector-state.ts';
import { FrameQueue } from './frame-queue.ts';
import { readModel } from './model-package.ts';
import { detectorDown, PendingFrame } from './pending-frame.ts';

export interface OnnxDetectorOptions {
  readonly models: ModelStore;
  /** Child processes that share one model's frames; each takes one core and one frame at a time. */
  readonly children?: number;
  /** A frame is answered after so long at the latest while it waits, and a child has so long to count it, ms. */
  readonly deadlineMs?: number;
  /** Time a child has to load and warm up, ms. */
  readonly loadDeadlineMs?: number;
  readonly onEvent?: (event: DetectorEvent) => void;
  /** Called with the duration of every inference, ms. */
  readonly onInference?: (ms: number) => void;
}

/** Counts with one model in child processes of its own. Supervises them: what goes wrong in one is an answer here. */
export class OnnxDetector implements Detector {
  readonly pixelFormat = 'rgb24';
  readonly modelId: string;
  private readonly queue = new FrameQueue();
  private readonly seats: readonly DetectorSeat[];
  private readonly deadlineMs: number;
  private refusal: string | undefined;
  private closed = false;

  constructor(modelId: string, options: OnnxDetectorOptions) {
    const { children = 1, deadlineMs = 5_000, loadDeadlineMs = 30_000 } = options;
    this.modelId = modelId;
    this.deadlineMs = deadlineMs;
    const seat = () =>
      new DetectorSeat({
        modelId,
        queue: this.queue,
        read: () => readModel(options.models, modelId),
        deadlineMs,
        loadDeadlineMs,
        onEvent: options.onEvent ?? (() => undefined),
        onRefused: (detail) => this.refuse(detail),
        onReady: () => (this.refusal = undefined),
        onInference: options.onInference,
      });
    this.seats = Array.from({ length: children }, seat);
  }

  count(frame: Frame, job: CountingJob): Promise<DetectorAnswer> {
    const hindrance = this.hindrance(frame);
    if (hindrance) return Promise.resolve(hindrance);
    const pending = new PendingFrame(frame, job);
    const timer = setTimeout(() => this.expire(pending), this.deadlineMs);
    void pending.answered.then(() => clearTimeout(timer));
    this.queue.put(pending);
    return pending.answered;
  }

  states(): DetectorState[] {
    return this.seats.map((seat) => seat.state());
  }

  /** Whether no frame waits or is being counted. */
  isIdle(): boolean {
    return this.queue.size === 0 && this.seats.every((seat) => seat.state().inFlight === 0);
  }

  /** Whether the model cannot be used. */
  isRefused(): boolean {
    return this.refusal !== undefined;
  }

  async close(): Promise<void> {
    this.closed = true;
    this.queue.answerAll(detectorDown('The detector was closed.'));
    await Promise.all(this.seats.map((seat) => seat.close()));
  }

  /** What makes it useless to wait. */
  private hindrance(frame: Frame): DetectorAnswer | undefined {
    if (this.closed) return detectorDown('The detector was closed.');
    if (this.refusal !== undefined) return detectorDown(this.refusal);
    const expected = frame.width * frame.height * 3;
    if (frame.pixels.length === expected && expected > 0) return undefined;
    const detail = `Expected ${expected} bytes of rgb24 for ${frame.width}×${frame.height} and found ${frame.pixels.length}.`;
    return { kind: 'failed', reason: 'decode_error', detail };
  }

  private refuse(detail: string): void {
    this.refusal = detail;
    this.queue.answerAll(detectorDown(detail));
  }

  /** A frame in the line is answered; one in a child's hands is left to the child's own deadline. */
  private expire(pending: PendingFrame): void {
    pending.expired = true;
    if (!this.queue.has(pending)) return;
    this.queue.drop(pending);
    const { phase, lastError } = this.states()[0] ?? {};
    const why = phase === 'ready' ? 'it is busy with other cameras' : (lastError ?? 'it is still loading');
    pending.answer(
      detectorDown(`No detector for model "${this.modelId}" was free for ${this.deadlineMs} ms: ${why}.`),
    );
  }
}
