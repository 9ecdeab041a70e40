import { setTimeout as sleep } from 'node:timers/promises';
import { frameCount, isoOf, type RgbPicture } from '@vialog/contracts';
import { queueKeyOf, rgb24Of, type TrackedFrame } from '@vialog/detection';
import { modelDigestOf } from '@vialog/models';
import type { FromChild } from './child-messages.ts';
import { DetectorProcess, type LostRequest } from './detector-process.ts';
import { type DetectorEvent, type DetectorState, RecentMedian } from './detector-state.ts';
import type { FrameQueue } from './frame-queue.ts';
import type { ModelPackage } from './model-package.ts';
import { detectorDown, type PendingFrame } from './pending-frame.ts';

export interface ChildSupervisorOptions {
  readonly modelId: string;
  readonly queue: FrameQueue;
  readonly read: () => Promise<ModelPackage>;
  /** Time a child has to count a frame before it is killed, ms. */
  readonly deadlineMs: number;
  /** Time a child has to load and warm up before it is killed, ms. */
  readonly loadDeadlineMs: number;
  readonly onEvent: (event: DetectorEvent) => void;
  /** Called with the reason when the model cannot be used, after every failed attempt. */
  readonly onRejected: (detail: string) => void;
  readonly onReady: () => void;
  /** Called with the duration of every inference, ms. */
  readonly onInference?: ((ms: number) => void) | undefined;
}

const firstPauseMs = 100;
const maxPauseMs = 30_000;
/** Interval between attempts to load a rejected model: its package may have been repaired. */
const rejectedPauseMs = 10_000;
/** A frame during which this many children died is not tried again. */
const maxKills = 2;

/** Runs one detector child, which counts the frames of a queue, and replaces it when it fails, until it is closed. */
export class ChildSupervisor {
  readonly #options: ChildSupervisorOptions;
  readonly #closing = new AbortController();
  readonly #median = new RecentMedian();
  readonly #ended: Promise<void>;
  #child: DetectorProcess | undefined;
  #phase: DetectorState['phase'] = 'starting';
  #inFlight: 0 | 1 = 0;
  #counted = 0;
  #restarts = 0;
  /** Consecutive starts without a counted frame. */
  #failures = 0;
  #lastError: string | undefined;
  /** Digest of the model that the child loaded. */
  #digest: string | undefined;

  constructor(options: ChildSupervisorOptions) {
    this.#options = options;
    this.#ended = this.#work();
  }

  state(): DetectorState {
    const { modelId, queue } = this.#options;
    const hasChild = this.#phase === 'ready' || this.#phase === 'starting';
    return {
      modelId,
      phase: this.#phase,
      pid: hasChild ? this.#child?.pid : undefined,
      restarts: this.#restarts,
      inFlight: this.#inFlight,
      waiting: queue.size,
      counted: this.#counted,
      p50Ms: this.#median.get(),
      lastError: this.#lastError,
    };
  }

  /** Ends the child, also while it counts a frame. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#child?.kill();
    await this.#ended;
  }

  async #work(): Promise<void> {
    while (!this.#isClosing()) {
      const child = await this.#start();
      if (child) await this.#serve(child);
      if (!this.#isClosing()) await this.#pause();
    }
    this.#phase = 'closed';
  }

  /** Starts a child and loads the model. Undefined when that failed. */
  async #start(): Promise<DetectorProcess | undefined> {
    if (this.#phase !== 'rejected') this.#phase = 'starting';
    this.#child = undefined;
    let model: ModelPackage;
    try {
      model = await this.#options.read();
    } catch (error) {
      return this.#reject((error as Error).message);
    }
    if (this.#isClosing()) return undefined;
    const child = new DetectorProcess();
    this.#child = child;
    const loaded = await child.load(model, this.#options.loadDeadlineMs);
    if (loaded.kind === 'ready') {
      this.#digest = modelDigestOf(model.card);
      if (loaded.warning !== undefined) this.#report('warn', `detector ${child.pid} ${loaded.warning}`);
      return child;
    }
    child.kill();
    if (loaded.kind === 'rejected')
      return this.#reject(`Model "${this.#options.modelId}" cannot be used: ${loaded.detail}`);
    this.#fail(`did not start: ${detailOf(loaded)}`);
    return undefined;
  }

  async #serve(child: DetectorProcess): Promise<void> {
    this.#phase = 'ready';
    this.#options.onReady();
    this.#report('info', `detector ${child.pid} is ready`);
    const ended = new AbortController();
    const stop = () => ended.abort();
    this.#closing.signal.addEventListener('abort', stop, { once: true });
    void child.gone.then(stop);
    for (;;) {
      const pending = await this.#options.queue.take(ended.signal, this);
      if (!pending || !(await this.#countOne(child, pending))) break;
    }
    this.#closing.signal.removeEventListener('abort', stop);
    child.kill();
    this.#options.queue.release(this);
    const reason = await child.gone;
    if (!this.#isClosing() && this.#phase === 'ready') this.#fail(reason);
  }

  /** @returns whether the child may count another frame */
  async #countOne(child: DetectorProcess, pending: PendingFrame): Promise<boolean> {
    const { frame, job } = pending;
    this.#inFlight = 1;
    const outcome = await child.count(
      rgb24Of(frame),
      { ...job, frame: trackedFrameOf(pending) },
      this.#options.deadlineMs,
    );
    this.#inFlight = 0;
    if (outcome.kind === 'counted' && this.#deliver(pending, outcome)) return true;
    this.#options.queue.release(this);
    const detail = detailOf(outcome);
    if (!this.#isClosing()) this.#fail(detail);
    if (outcome.kind === 'lost' && outcome.cause === 'died' && this.#mayRetry(pending)) {
      this.#options.queue.putBack(pending);
    } else {
      pending.resolve(detectorDown(`The detector ${detail}.`));
    }
    return false;
  }

  #mayRetry(pending: PendingFrame): boolean {
    pending.kills += 1;
    return pending.kills < maxKills && !pending.expired && !this.#isClosing();
  }

  /**
   * Resolves the frame. Only counts that pass the strict schema leave the detector.
   * @returns false when the counts do not match the schema
   */
  #deliver(pending: PendingFrame, counted: Extract<FromChild, { kind: 'counted' }>): boolean {
    const { frame, job } = pending;
    const { zones, ms, tracking } = counted;
    const count = frameCount.safeParse({
      v: 1,
      cameraId: frame.cameraId,
      cameraVersion: frame.cameraVersion,
      capturedAt: isoOf(frame.capturedAt),
      model: this.#options.modelId,
      ...(this.#digest === undefined ? {} : { modelDigest: this.#digest }),
      ...(tracking ? { tracking } : {}),
      zones,
    });
    if (!count.success) return false;
    this.#median.add(ms);
    this.#options.onInference?.(ms);
    this.#counted += 1;
    this.#failures = 0;
    const outlined = outlinedOf(pending, counted.outlined);
    if (zones.length > 0) pending.resolve({ kind: 'counted', count: count.data, ...outlined });
    else pending.resolve(detectorDown(unknownClasses(job.zones, this.#options.modelId)));
    return true;
  }

  #reject(detail: string): undefined {
    this.#phase = 'rejected';
    if (detail !== this.#lastError) this.#report('error', detail);
    this.#lastError = detail;
    this.#options.onRejected(detail);
  }

  #fail(detail: string): void {
    this.#phase = 'backing_off';
    this.#failures += 1;
    this.#restarts += 1;
    this.#lastError = detail;
    this.#report('warn', `detector ${this.#child?.pid} ${detail}; a new one replaces it`);
  }

  async #pause(): Promise<void> {
    const crashPause = Math.min(maxPauseMs, firstPauseMs * 2 ** Math.max(0, this.#failures - 1));
    const ms = this.#phase === 'rejected' ? rejectedPauseMs : crashPause;
    await sleep(ms, undefined, { signal: this.#closing.signal }).catch(() => undefined);
  }

  #isClosing(): boolean {
    return this.#closing.signal.aborted;
  }

  #report(level: DetectorEvent['level'], message: string): void {
    this.#options.onEvent({ level, modelId: this.#options.modelId, message });
  }
}

/** The tracks of a live trial are separate from those of its camera. */
const trackedFrameOf = ({ frame, job, tenure }: PendingFrame): TrackedFrame => ({
  cameraId: queueKeyOf(frame, job),
  cameraVersion: frame.cameraVersion,
  capturedAt: frame.capturedAt,
  tenure: `${job.trackingToken ?? ''} ${tenure ?? ''}`,
});

/** Pixels that were not requested are not passed on. */
function outlinedOf({ frame, job }: PendingFrame, pixels: Uint8Array | undefined): { outlined?: RgbPicture } {
  const { width, height } = frame;
  const isComplete = pixels?.length === width * height * 3;
  return job.trial?.outlines && isComplete ? { outlined: { width, height, format: 'rgb24', pixels } } : {};
}

function detailOf(outcome: FromChild | LostRequest): string {
  if (outcome.kind === 'lost') return outcome.detail;
  if (outcome.kind === 'faulty') return `returned an invalid output: ${outcome.detail}`;
  return 'returned counts that do not match the schema';
}

function unknownClasses(zones: PendingFrame['job']['zones'], modelId: string): string {
  const classes = [...new Set(zones.flatMap((zone) => zone.classes))].join(', ');
  return `Model "${modelId}" knows none of ${classes}. Bind the camera to a model that does, or map labels of the model to these classes.`;
}
