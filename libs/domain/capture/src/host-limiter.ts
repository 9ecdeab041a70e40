import type { Clock } from '@vialog/contracts';
import { hostRateOf, type HostRate } from './host-rates.ts';
import type { Pause } from './retry-until-aborted.ts';

const forgetAbove = 1_000;
/** A process always keeps a part of the rate of a host, for probes and stills. */
const minShare = 0.01;

export interface HostLimiterOptions {
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly pause: Pause;
  /** From one request to the next of the same host and port, where no rate is configured, ms. */
  readonly gapMs: number;
  readonly rates: readonly HostRate[];
  /** Part of the rate of a host that this process may use, 0..1, because others request the same host. Default 1. */
  readonly shareOf?: ((hostname: string) => number) | undefined;
}

/** Why a request must wait: its turn at the host, or a pause that the host required. */
export interface HostWait {
  readonly kind: 'turn' | 'pause';
  /** ms */
  readonly forMs: number;
}

/**
 * Spaces the requests of all cameras of a host, probes and stills included. A host name with a configured rate counts with all
 * its ports; otherwise each port is a host. A host can require a pause (`Retry-After`), which holds for all its cameras.
 */
export class HostLimiter {
  readonly #options: HostLimiterOptions;
  readonly #freeAt = new Map<string, number>();
  readonly #pausedUntil = new Map<string, number>();

  constructor(options: HostLimiterOptions) {
    this.#options = options;
  }

  rateOf({ hostname }: URL): HostRate | undefined {
    return hostRateOf(this.#options.rates, hostname);
  }

  /** How long a request would wait that is added now. */
  waitOf(url: URL): HostWait {
    const now = this.#options.clock.monotonic();
    const key = this.#keyOf(url);
    const pauseMs = (this.#pausedUntil.get(key) ?? 0) - now;
    if (pauseMs > 0) return { kind: 'pause', forMs: pauseMs };
    return { kind: 'turn', forMs: Math.max(0, (this.#freeAt.get(key) ?? 0) - now) };
  }

  /** Resolves when it is this caller's turn, or when the signal aborts. Turns that a pause delays are spaced again. */
  async turn(url: URL, signal: AbortSignal): Promise<void> {
    const { clock, pause } = this.#options;
    const key = this.#keyOf(url);
    do {
      const now = clock.monotonic();
      const at = Math.max(now, this.#freeAt.get(key) ?? 0, this.#pausedUntil.get(key) ?? 0);
      this.#freeAt.set(key, at + this.#gapOf(url));
      this.#forget(now);
      if (at > now) await pause(at - now, signal);
    } while (!signal.aborted && (this.#pausedUntil.get(key) ?? 0) > clock.monotonic());
  }

  /** As `turn`, for the further requests of a stream: only a configured rate holds for them. */
  async furtherTurn(url: URL, signal: AbortSignal): Promise<void> {
    if (this.rateOf(url) !== undefined) await this.turn(url, signal);
  }

  /** Sends no request to the host for this time. A shorter pause does not end a longer one. */
  requirePause(url: URL, forMs: number): void {
    const key = this.#keyOf(url);
    const until = this.#options.clock.monotonic() + forMs;
    this.#pausedUntil.set(key, Math.max(until, this.#pausedUntil.get(key) ?? 0));
  }

  #keyOf(url: URL): string {
    return this.rateOf(url) === undefined ? url.host : url.hostname;
  }

  #gapOf(url: URL): number {
    const rate = this.rateOf(url);
    if (rate === undefined) return this.#options.gapMs;
    const share = Math.min(1, Math.max(minShare, this.#options.shareOf?.(url.hostname) ?? 1));
    return rate.perMs / rate.requests / share;
  }

  #forget(now: number): void {
    for (const times of [this.#freeAt, this.#pausedUntil]) {
      if (times.size <= forgetAbove) continue;
      for (const [key, at] of times) if (at <= now) times.delete(key);
    }
  }
}
