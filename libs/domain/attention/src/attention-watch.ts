import { isoOf, type AttentionOverview, type Clock } from '@vialog/contracts';
import type { AttentionSource, AttentionTimers } from './attention-source.port.ts';
import { orderFindings } from './order-findings.ts';
import { WatchedSource, type WatchedSourceOptions } from './watched-source.ts';

export interface AttentionWatchOptions extends Pick<WatchedSourceOptions, 'onError'> {
  readonly sources: readonly AttentionSource[];
  readonly clock: Clock;
  readonly timers: AttentionTimers;
}

/** Interval of checks without a request, ms: they find out since when something needs attention. */
const intervalMs = 60_000;

/**
 * What needs attention now. Every source is checked when its last reading is stale, at a request and every minute, on its own:
 * a source that fails or does not respond is a finding itself and does not delay the others.
 */
export class AttentionWatch {
  readonly #clock: Clock;
  readonly #sources: readonly WatchedSource[];
  readonly #stop: () => void;

  constructor({ sources, clock, timers, onError }: AttentionWatchOptions) {
    this.#clock = clock;
    this.#sources = sources.map((source) => new WatchedSource({ source, clock, timers, onError }));
    this.#stop = timers.every(intervalMs, () => void this.#refresh());
  }

  async overview(): Promise<AttentionOverview> {
    await this.#refresh();
    return {
      respondedAt: isoOf(this.#clock.now()),
      findings: [...orderFindings(this.#sources.flatMap((source) => source.findings()))],
      checks: this.#sources.map((source) => source.check()),
    };
  }

  /** Ends the checks every minute. */
  stop(): void {
    this.#stop();
  }

  async #refresh(): Promise<void> {
    await Promise.all(this.#sources.map((source) => source.refresh()));
  }
}
