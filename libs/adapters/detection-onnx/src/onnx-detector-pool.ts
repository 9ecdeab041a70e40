import { performance } from 'node:perf_hooks';
import type { Frame } from '@vialog/contracts';
import type { CountingJob, Detector, DetectorReply, ModelReadiness } from '@vialog/detection';
import type { DetectorEvent, DetectorState } from './detector-state.ts';
import { OnnxDetector, type OnnxDetectorOptions } from './onnx-detector.ts';
import { detectorDown } from './pending-frame.ts';

export interface OnnxDetectorPoolOptions extends Omit<OnnxDetectorOptions, 'children'> {
  /** Number of child processes per model; each uses one core. */
  readonly childrenPerModel?: number;
  /** Number of child processes of all models. Two models are always allowed, because a swap needs both. */
  readonly maxChildren?: number;
  /** A model without frames for this time is unloaded, ms. */
  readonly idleMs?: number;
}

/** A model used within this time, ms, is not unloaded for another one: models used in turns would load continuously. */
const minLoadedMs = 60_000;

interface Entry {
  readonly detector: OnnxDetector;
  /** Time of the last frame for this model, monotonic ms. */
  usedAt: number;
  /** Unloads the model when no frame arrives; every frame restarts the timer. */
  idle: NodeJS.Timeout;
}

/**
 * One detector per model, started by `prepare` or by the first frame for the model. To swap a model, prepare the new one: its
 * children load and warm up while those of the old model count; an unused model is unloaded.
 */
export class OnnxDetectorPool implements Detector {
  readonly pixelFormat = 'rgb24';
  readonly #options: OnnxDetectorPoolOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #ending = new Set<Promise<void>>();
  #closed = false;

  constructor(options: OnnxDetectorPoolOptions) {
    this.#options = { ...options, onEvent: withoutRepeats(options.onEvent ?? (() => undefined)) };
  }

  count(frame: Frame, job: CountingJob): Promise<DetectorReply> {
    const { modelId } = job.model;
    const entry = this.#entryFor(modelId);
    if (entry) return entry.detector.count(frame, job);
    return Promise.resolve(detectorDown(this.#whyNot(modelId)));
  }

  prepare(modelId: string): Promise<ModelReadiness> {
    const entry = this.#entryFor(modelId);
    if (entry) return entry.detector.prepare(modelId);
    return Promise.resolve({ kind: 'failed', detail: this.#whyNot(modelId) });
  }

  /** Starts the children of a model before its first frame. */
  warm(modelId: string): void {
    this.#entryFor(modelId);
  }

  /** Why there is no detector for a model. */
  #whyNot(modelId: string): string {
    if (this.#closed) return 'The detectors were closed.';
    const loaded = [...this.#entries.keys()].join(', ');
    return `Model "${modelId}" cannot be loaded: the limit of detectors is reached by ${loaded}. Bind the cameras to fewer models or allow more detectors.`;
  }

  /** One state per child. */
  states(): DetectorState[] {
    return [...this.#entries.values()].flatMap((entry) => entry.detector.states());
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const modelId of [...this.#entries.keys()]) this.#end(modelId);
    await Promise.all(this.#ending);
  }

  #entryFor(modelId: string): Entry | undefined {
    if (this.#closed) return undefined;
    const entry = this.#entries.get(modelId) ?? this.#open(modelId);
    if (!entry) return undefined;
    entry.usedAt = performance.now();
    entry.idle.refresh();
    return entry;
  }

  #open(modelId: string): Entry | undefined {
    const { childrenPerModel = 1, maxChildren = 4, idleMs = 600_000, ...options } = this.#options;
    const maxModels = Math.max(2, Math.floor(maxChildren / childrenPerModel));
    if (this.#entries.size >= maxModels && !this.#makeRoom()) return undefined;
    const detector = new OnnxDetector(modelId, { ...options, children: childrenPerModel });
    const idle = setTimeout(() => this.#endIfIdle(modelId), idleMs).unref();
    const entry = { detector, usedAt: performance.now(), idle };
    this.#entries.set(modelId, entry);
    return entry;
  }

  /** Unloads a model that cannot be used, else the idle model with the oldest last frame. Returns whether it did. */
  #makeRoom(): boolean {
    const usedBefore = performance.now() - minLoadedMs;
    const [oldest] = [...this.#entries]
      .filter(
        ([, { detector, usedAt }]) => detector.isRejected() || (detector.isIdle() && usedAt < usedBefore),
      )
      .sort(([, a], [, b]) => a.usedAt - b.usedAt);
    if (oldest) this.#end(oldest[0]);
    return oldest !== undefined;
  }

  /** Keeps a model for which a frame still waits, for example while it loads. */
  #endIfIdle(modelId: string): void {
    const entry = this.#entries.get(modelId);
    if (entry?.detector.isIdle()) this.#end(modelId);
    else entry?.idle.refresh();
  }

  #end(modelId: string): void {
    const entry = this.#entries.get(modelId);
    if (!entry) return;
    this.#entries.delete(modelId);
    clearTimeout(entry.idle);
    const ended = entry.detector.close().finally(() => this.#ending.delete(ended));
    this.#ending.add(ended);
  }
}

/** Reports an error of a model only when it differs from its last error: a detector that is loaded again does not know it. */
function withoutRepeats(report: (event: DetectorEvent) => void): (event: DetectorEvent) => void {
  const last = new Map<string, string>();
  return (event) => {
    const { level, modelId, message } = event;
    if (level === 'error' && last.get(modelId) === message) return;
    if (level === 'error') last.set(modelId, message);
    else last.delete(modelId);
    report(event);
  };
}
