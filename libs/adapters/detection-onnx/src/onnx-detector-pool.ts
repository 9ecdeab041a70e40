import { performance } from 'node:perf_hooks';
import type { Frame } from '@vialog/contracts';
import type { CountingJob, Detector, DetectorAnswer } from '@vialog/detection';
import type { DetectorEvent, DetectorState } from './detector-state.ts';
import { OnnxDetector, type OnnxDetectorOptions } from './onnx-detector.ts';
import { detectorDown } from './pending-frame.ts';

export interface OnnxDetectorPoolOptions extends Omit<OnnxDetectorOptions, 'children'> {
  /** Child processes per model; each keeps one core busy. */
  readonly childrenPerModel?: number;
  /** Child processes in all; at least two models' worth, or no model could be swapped. */
  readonly maxChildren?: number;
  /** A model nobody asked for during so long is put away, ms. */
  readonly idleMs?: number;
}

/** A model used within so long, ms, is not put away for another: two that take turns would load for ever. */
const settledMs = 60_000;

interface Entry {
  readonly detector: OnnxDetector;
  /** When a frame last asked for it, monotonic ms. */
  usedAt: number;
  /** Ends the model when nobody asks for it; started again with every frame. */
  idle: NodeJS.Timeout;
}

/**
 * A detector per model, started by the first frame that asks for it. To swap a model bind the camera to the new id:
 * its children load and warm up while the old ones work on for the other cameras, and end when nobody asks for them.
 */
export class OnnxDetectorPool implements Detector {
  readonly pixelFormat = 'rgb24';
  private readonly options: OnnxDetectorPoolOptions;
  private readonly entries = new Map<string, Entry>();
  private readonly ending = new Set<Promise<void>>();
  private closed = false;

  constructor(options: OnnxDetectorPoolOptions) {
    this.options = { ...options, onEvent: withoutRepeats(options.onEvent ?? (() => undefined)) };
  }

  count(frame: Frame, job: CountingJob): Promise<DetectorAnswer> {
    const { modelId } = job.model;
    const entry = this.entryFor(modelId);
    if (entry) return entry.detector.count(frame, job);
    const loaded = [...this.entries.keys()].join(', ');
    return Promise.resolve(
      detectorDown(
        this.closed
          ? 'The detectors were closed.'
          : `Model "${modelId}" finds no room beside ${loaded}; bind the cameras to fewer models or allow more detectors.`,
      ),
    );
  }

  /** Starts the children of a model before its first frame comes. */
  warm(modelId: string): void {
    this.entryFor(modelId);
  }

  /** One state per child. */
  states(): DetectorState[] {
    return [...this.entries.values()].flatMap((entry) => entry.detector.states());
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const modelId of [...this.entries.keys()]) this.end(modelId);
    await Promise.all(this.ending);
  }

  private entryFor(modelId: string): Entry | undefined {
    if (this.closed) return undefined;
    const entry = this.entries.get(modelId) ?? this.open(modelId);
    if (!entry) return undefined;
    entry.usedAt = performance.now();
    entry.idle.refresh();
    return entry;
  }

  private open(modelId: string): Entry | undefined {
    const { childrenPerModel = 1, maxChildren = 4, idleMs = 600_000, ...options } = this.options;
    const most = Math.max(2, Math.floor(maxChildren / childrenPerModel));
    if (this.entries.size >= most && !this.makeRoom()) return undefined;
    const detector = new OnnxDetector(modelId, { ...options, children: childrenPerModel });
    const idle = setTimeout(() => this.endIfIdle(modelId), idleMs).unref();
    const entry = { detector, usedAt: performance.now(), idle };
    this.entries.set(modelId, entry);
    return entry;
  }

  /** Puts away a model that cannot be used, else the one that was not asked for the longest. */
  private makeRoom(): boolean {
    const settled = performance.now() - settledMs;
    const [oldest] = [...this.entries]
      .filter(([, { detector, usedAt }]) => detector.isRefused() || (detector.isIdle() && usedAt < settled))
      .sort(([, a], [, b]) => a.usedAt - b.usedAt);
    if (oldest) this.end(oldest[0]);
    return oldest !== undefined;
  }

  /** A frame may still be waiting for its model to load. */
  private endIfIdle(modelId: string): void {
    const entry = this.entries.get(modelId);
    if (entry?.detector.isIdle()) this.end(modelId);
    else entry?.idle.refresh();
  }

  private end(modelId: string): void {
    const entry = this.entries.get(modelId);
    if (!entry) return;
    this.entries.delete(modelId);
    clearTimeout(entry.idle);
    const ended = entry.detector.close().finally(() => this.ending.delete(ended));
    this.ending.add(ended);
  }
}

/** An error of a model only when it is another than its last: detectors that take turns forget what they told. */
function withoutRepeats(tell: (event: DetectorEvent) => void): (event: DetectorEvent) => void {
  const last = new Map<string, string>();
  return (event) => {
    const { level, modelId, message } = event;
    if (level === 'error' && last.get(modelId) === message) return;
    if (level === 'error') last.set(modelId, message);
    else last.delete(modelId);
    tell(event);
  };
}
