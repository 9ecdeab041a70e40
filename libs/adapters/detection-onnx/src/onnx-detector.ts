import type { Frame } from '@vialog/contracts';
import type { CountingJob, Detector, DetectorReply, ModelReadiness } from '@vialog/detection';
import type { ModelStore } from '@vialog/models';
import { ChildSupervisor } from './child-supervisor.ts';
import type { DetectorEvent, DetectorState } from './detector-state.ts';
import { FrameQueue } from './frame-queue.ts';
import { readModel } from './model-package.ts';
import type { ExecutionProvider } from './open-session.ts';
import { detectorDown, PendingFrame } from './pending-frame.ts';

export interface OnnxDetectorOptions {
  readonly models: ModelStore;
  /** Number of child processes that share the frames of the model; each uses one core and counts one frame at a time. */
  readonly children?: number;
  /** Longest time a frame waits for a child, and longest time a child counts it, ms. */
  readonly deadlineMs?: number;
  /** Time a child has to load and warm up, ms. */
  readonly loadDeadlineMs?: number;
  /** Where the model runs if it can, else on the CPU with a warning; default: the CPU. */
  readonly provider?: ExecutionProvider;
  readonly onEvent?: (event: DetectorEvent) => void;
  /** Called with the duration of every inference, ms. */
  readonly onInference?: (ms: number) => void;
}

/** Counts with one model in its own child processes. A failure of a child becomes the reply for the frame. */
export class OnnxDetector implements Detector {
  readonly pixelFormat = 'rgb24';
  readonly modelId: string;
  readonly #queue = new FrameQueue();
  readonly #supervisors: readonly ChildSupervisor[];
  readonly #deadlineMs: number;
  #rejection: string | undefined;
  #closed = false;

  constructor(modelId: string, options: OnnxDetectorOptions) {
    const { children = 1, deadlineMs = 5_000, loadDeadlineMs = 30_000, provider = 'cpu' } = options;
    this.modelId = modelId;
    this.#deadlineMs = deadlineMs;
    const supervise = () =>
      new ChildSupervisor({
        modelId,
        queue: this.#queue,
        read: async () => ({ ...(await readModel(options.models, modelId)), provider }),
        deadlineMs,
        loadDeadlineMs,
        onEvent: options.onEvent ?? (() => undefined),
        onRejected: (detail) => this.#reject(detail),
        onReady: () => (this.#rejection = undefined),
        onInference: options.onInference,
      });
    this.#supervisors = Array.from({ length: children }, supervise);
  }

  count(frame: Frame, job: CountingJob): Promise<DetectorReply> {
    const rejection = this.#rejectionOf(frame);
    if (rejection) return Promise.resolve(rejection);
    const pending = new PendingFrame(frame, job);
    const timer = setTimeout(() => this.#expire(pending), this.#deadlineMs);
    void pending.reply.then(() => clearTimeout(timer));
    this.#queue.put(pending);
    return pending.reply;
  }

  /** Other models than its own are failures. Ready when every child is. */
  prepare(modelId: string): Promise<ModelReadiness> {
    return Promise.resolve(modelId === this.modelId ? this.#readiness() : wrongModel(this.modelId, modelId));
  }

  #readiness(): ModelReadiness {
    if (this.#rejection !== undefined) return { kind: 'failed', detail: this.#rejection };
    const states = this.states();
    const broken = states.find(({ phase }) => phase === 'backing_off' || phase === 'closed');
    if (broken) {
      const why = broken.lastError ?? 'it was closed';
      return { kind: 'failed', detail: `A detector for model "${this.modelId}" ${why}.` };
    }
    return { kind: states.every(({ phase }) => phase === 'ready') ? 'ready' : 'loading' };
  }

  states(): DetectorState[] {
    return this.#supervisors.map((child) => child.state());
  }

  /** Whether no frame is waiting or being counted. */
  isIdle(): boolean {
    return this.#queue.size === 0 && this.#supervisors.every((child) => child.state().inFlight === 0);
  }

  /** Whether the model cannot be used. */
  isRejected(): boolean {
    return this.#rejection !== undefined;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#queue.resolveAll(detectorDown('The detector was closed.'));
    await Promise.all(this.#supervisors.map((child) => child.close()));
  }

  /** The reply for a frame that cannot be counted at all; undefined for a frame to queue. */
  #rejectionOf(frame: Frame): DetectorReply | undefined {
    if (this.#closed) return detectorDown('The detector was closed.');
    if (this.#rejection !== undefined) return detectorDown(this.#rejection);
    const expected = frame.width * frame.height * 3;
    if (frame.pixels.length === expected && expected > 0) return undefined;
    const detail = `Expected ${expected} bytes of rgb24 for ${frame.width}×${frame.height} and found ${frame.pixels.length}.`;
    return { kind: 'failed', reason: 'decode_error', detail };
  }

  #reject(detail: string): void {
    this.#rejection = detail;
    this.#queue.resolveAll(detectorDown(detail));
  }

  /** Resolves a frame that still waits. A frame that a child counts has the deadline of the child. */
  #expire(pending: PendingFrame): void {
    pending.expired = true;
    if (!this.#queue.has(pending)) return;
    this.#queue.drop(pending);
    const { phase, lastError } = this.states()[0] ?? {};
    const reason = phase === 'ready' ? 'it is busy with other cameras' : (lastError ?? 'it is still loading');
    pending.resolve(
      detectorDown(`No detector for model "${this.modelId}" was free for ${this.#deadlineMs} ms: ${reason}.`),
    );
  }
}

const wrongModel = (own: string, modelId: string): ModelReadiness => ({
  kind: 'failed',
  detail: `This detector has model "${own}" only; expected "${modelId}".`,
});
