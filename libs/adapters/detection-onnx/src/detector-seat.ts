import { setTimeout as sleep } from 'node:timers/promises';
import { frameCount, isoOf } from '@vialog/contracts';
import { rgb24Of } from '@vialog/detection';
import type { FromChild } from './child-messages.ts';
import { DetectorProcess, type Lost } from './detector-process.ts';
import { type DetectorEvent, type DetectorState, RecentMedian } from './detector-state.ts';
import type { FrameQueue } from './frame-queue.ts';
import type { ModelPackage } from './model-package.ts';
import { detectorDown, type PendingFrame } from './pending-frame.ts';

export interface SeatOptions {
  readonly modelId: string;
  readonly queue: FrameQueue;
  readonly read: () => Promise<ModelPackage>;
  /** A child that does not answer a frame for so long is killed, ms. */
  readonly deadlineMs: number;
  /** The same for loading and warming up, ms. */
  readonly loadDeadlineMs: number;
  readonly onEvent: (event: DetectorEvent) => void;
  /** The model cannot be used, and why; called again with every attempt that fails. */
  readonly onRefused: (detail: string) => void;
  readonly onReady: () => void;
  /** Called with the duration of every inference, ms. */
  readonly onInference?: ((ms: number) => void) | undefined;
}

const firstPauseMs = 100;
const longestPauseMs = 30_000;
/** A refused model is looked at again, because its package may have been repaired. */
const refusedPauseMs = 10_000;
/** A frame that ends this many detectors is dropped. */
const mostKills = 2;

/** A place in which one detector child after another works through a queue. Runs until it is closed; never throws. */
export class DetectorSeat {
  private readonly options: SeatOptions;
  private readonly closing = new AbortController();
  private readonly median = new RecentMedian();
  private readonly ended: Promise<void>;
  private child: DetectorProcess | undefined;
  private phase: DetectorState['phase'] = 'starting';
  private inFlight: 0 | 1 = 0;
  private counted = 0;
  private restarts = 0;
  /** Starts in a row after which no frame was counted. */
  private failures = 0;
  private lastError: string | undefined;

  constructor(options: SeatOptions) {
    this.options = options;
    this.ended = this.work();
  }

  state(): DetectorState {
    const { phase, inFlight, restarts, counted, lastError, options } = this;
    const pid = phase === 'ready' || phase === 'starting' ? this.child?.pid : undefined;
    const p50Ms = this.median.get();
    const { modelId, queue } = options;
    return { modelId, phase, pid, restarts, inFlight, waiting: queue.size, counted, p50Ms, lastError };
  }

  /** Ends the child, in the middle of a frame too. */
  async close(): Promise<void> {
    this.closing.abort();
    this.child?.kill();
    await this.ended;
  }

  private async work(): Promise<void> {
    while (!this.isClosing()) {
      const child = await this.start();
      if (child) await this.serve(child);
      if (!this.isClosing()) await this.pause();
    }
    this.phase = 'closed';
  }

  /** A child with the model loaded and warm; undefined where that failed. */
  private async start(): Promise<DetectorProcess | undefined> {
    if (this.phase !== 'refused') this.phase = 'starting';
    this.child = undefined;
    let model: ModelPackage;
    try {
      model = await this.options.read();
    } catch (error) {
      return this.refuse((error as Error).message);
    }
    if (this.isClosing()) return undefined;
    const child = new DetectorProcess();
    this.child = child;
    const loaded = await child.load(model, this.options.loadDeadlineMs);
    if (loaded.type === 'ready') return child;
    child.kill();
    if (loaded.type === 'refused')
      return this.refuse(`Model "${this.options.modelId}" cannot be used: ${loaded.detail}`);
    this.fail(`did not start: ${detailOf(loaded)}`);
    return undefined;
  }

  private async serve(child: DetectorProcess): Promise<void> {
    this.phase = 'ready';
    this.options.onReady();
    this.report('info', `detector ${child.pid} counts`);
    const over = new AbortController();
    const stop = () => over.abort();
    this.closing.signal.addEventListener('abort', stop, { once: true });
    void child.gone.then(stop);
    for (;;) {
      const pending = await this.options.queue.take(over.signal);
      if (!pending || !(await this.countOne(child, pending))) break;
    }
    this.closing.signal.removeEventListener('abort', stop);
    child.kill();
    const epitaph = await child.gone;
    if (!this.isClosing() && this.phase === 'ready') this.fail(epitaph);
  }

  /** @returns whether the child may be used again. */
  private async countOne(child: DetectorProcess, pending: PendingFrame): Promise<boolean> {
    const { frame, job } = pending;
    this.inFlight = 1;
    const outcome = await child.count(rgb24Of(frame), job, this.options.deadlineMs);
    this.inFlight = 0;
    if (outcome.type === 'counted' && this.deliver(pending, outcome)) return true;
    const detail = detailOf(outcome);
    if (!this.isClosing()) this.fail(detail);
    if (outcome.type === 'lost' && outcome.how === 'died' && this.mayTryAgain(pending)) {
      this.options.queue.putBack(pending);
    } else {
      pending.answer(detectorDown(`The detector ${detail}.`));
    }
    return false;
  }

  private mayTryAgain(pending: PendingFrame): boolean {
    pending.kills += 1;
    return pending.kills < mostKills && !pending.expired && !this.isClosing();
  }

  /** Only what the strict schema lets through leaves the detector. */
  private deliver(pending: PendingFrame, { zones, ms }: Extract<FromChild, { type: 'counted' }>): boolean {
    const { frame, job } = pending;
    const count = frameCount.safeParse({
      v: 1,
      cameraId: frame.cameraId,
      cameraVersion: frame.cameraVersion,
      capturedAt: isoOf(frame.capturedAt),
      model: this.options.modelId,
      zones,
    });
    if (!count.success) return false;
    this.median.add(ms);
    this.options.onInference?.(ms);
    this.counted += 1;
    this.failures = 0;
    if (zones.length > 0) pending.answer({ kind: 'counted', count: count.data });
    else pending.answer(detectorDown(uncountable(job.zones, this.options.modelId)));
    return true;
  }

  private refuse(detail: string): undefined {
    this.phase = 'refused';
    if (detail !== this.lastError) this.report('error', detail);
    this.lastError = detail;
    this.options.onRefused(detail);
  }

  private fail(detail: string): void {
    this.phase = 'backing_off';
    this.failures += 1;
    this.restarts += 1;
    this.lastError = detail;
    this.report('warn', `detector ${this.child?.pid} ${detail}; it is replaced`);
  }

  private async pause(): Promise<void> {
    const crashPause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, this.failures - 1));
    const ms = this.phase === 'refused' ? refusedPauseMs : crashPause;
    await sleep(ms, undefined, { signal: this.closing.signal }).catch(() => undefined);
  }

  private isClosing(): boolean {
    return this.closing.signal.aborted;
  }

  private report(level: DetectorEvent['level'], message: string): void {
    this.options.onEvent({ level, modelId: this.options.modelId, message });
  }
}

function detailOf(outcome: FromChild | Lost): string {
  if (outcome.type === 'lost') return outcome.detail;
  if (outcome.type === 'faulty') return `gave an impossible answer: ${outcome.detail}`;
  return 'gave an answer outside its contract';
}

function uncountable(zones: PendingFrame['job']['zones'], modelId: string): string {
  const classes = [...new Set(zones.flatMap((zone) => zone.classes))].join(', ');
  return `Model "${modelId}" knows none of ${classes}; bind a model that does, or map its labels.`;
}
