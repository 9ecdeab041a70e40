import { isoOf, type AttentionCheck, type AttentionFinding, type Clock } from '@vialog/contracts';
import type { AttentionSource, AttentionTimers, SourceReading } from './attention-source.port.ts';
import type { Found } from './finding.ts';

/** Time that a response waits for a source, ms. */
export const waitMs = 2_500;
/** Time after which a failed check is repeated, ms. */
const retryMs = 15_000;
/** Time after which a check that does not end is given up and started again, ms. */
const givenUpMs = 60_000;
/** Checks of a source that may run at once: one that was given up may never end, and each holds a connection or a thread. */
const maxRunning = 2;
/** Time for which the findings of the last successful check are shown, ms. */
const keptMs = 600_000;

export interface WatchedSourceOptions {
  readonly source: AttentionSource;
  readonly clock: Clock;
  readonly timers: Pick<AttentionTimers, 'pause'>;
  /** Called when a check fails. */
  readonly onError: (kind: AttentionSource['kind'], error: unknown) => void;
}

interface LastReading extends SourceReading {
  readonly startedAt: number;
  readonly endedAt: number;
}

interface Run {
  readonly startedAt: number;
  readonly ended: Promise<void>;
}

/** A source with its last reading. */
export class WatchedSource {
  readonly #options: WatchedSourceOptions;
  readonly #firstFound = new Map<string, string>();
  #last: LastReading | undefined;
  #run: Run | undefined;
  /** Checks that have not ended, those that were given up included, number. */
  #running = 0;
  /** Of the last check, if it failed. */
  #failedAt: number | undefined;
  /** Since when no check has succeeded. */
  #uncheckedSince: number | undefined;

  constructor(options: WatchedSourceOptions) {
    this.#options = options;
  }

  /** Checks again if the last reading is stale. Resolves when the check ended, or `waitMs` after its start. Never rejects. */
  async refresh(): Promise<void> {
    const { clock, timers } = this.#options;
    const now = clock.now();
    if (this.#run === undefined ? this.#isStale(now) : this.#isGivenUp(this.#run, now)) this.#start(now);
    const run = this.#run;
    if (!run) return;
    const timer = new AbortController();
    const left = Math.max(0, run.startedAt + waitMs - now);
    await Promise.race([run.ended, timers.pause(left, timer.signal)]);
    timer.abort();
  }

  findings(): readonly AttentionFinding[] {
    const now = this.#options.clock.now();
    const unchecked = this.#unchecked(now);
    const isKept = this.#last !== undefined && (!unchecked || now - this.#last.endedAt < keptMs);
    const found = isKept ? (this.#last?.found ?? []) : [];
    return [...found.map((one) => this.#findingOf(one, now)), ...(unchecked ? [unchecked] : [])];
  }

  check(): AttentionCheck {
    const isChecked = this.#last !== undefined && !this.#unchecked(this.#options.clock.now());
    return {
      kind: this.#options.source.kind,
      isChecked,
      ...(this.#last && { checkedAt: isoOf(this.#last.endedAt) }),
      checked: this.#last?.checked ?? 0,
    };
  }

  #isStale(now: number): boolean {
    if (this.#failedAt !== undefined) return now - this.#failedAt >= retryMs;
    return this.#last === undefined || this.#last.startedAt < this.#options.source.staleBefore(now);
  }

  #isGivenUp({ startedAt }: Run, now: number): boolean {
    return now - startedAt >= givenUpMs && this.#running < maxRunning;
  }

  #start(now: number): void {
    // The check that still runs is given up.
    if (this.#run) {
      this.#uncheckedSince ??= this.#run.startedAt;
      this.#failedAt = undefined;
    }
    this.#running += 1;
    const run: Run = { startedAt: now, ended: this.#read(() => this.#run === run) };
    this.#run = run;
    void run.ended.finally(() => {
      this.#running -= 1;
      if (this.#run === run) this.#run = undefined;
    });
  }

  /** `isCurrent`: false once the check was given up. */
  async #read(isCurrent: () => boolean): Promise<void> {
    const { source, clock, onError } = this.#options;
    const startedAt = clock.now();
    try {
      const reading = await Promise.resolve().then(() => source.read());
      if (!isCurrent()) return;
      this.#last = { ...reading, startedAt, endedAt: clock.now() };
      this.#failedAt = this.#uncheckedSince = undefined;
      this.#rememberFound(reading.found);
    } catch (error) {
      if (!isCurrent()) return;
      this.#failedAt = clock.now();
      this.#uncheckedSince ??= startedAt;
      onError(source.kind, error);
    }
  }

  #rememberFound(found: readonly Found[]): void {
    const now = isoOf(this.#options.clock.now());
    const keys = new Set(found.map(({ key }) => key));
    for (const key of this.#firstFound.keys()) if (!keys.has(key)) this.#firstFound.delete(key);
    for (const key of keys) if (!this.#firstFound.has(key)) this.#firstFound.set(key, now);
  }

  #findingOf({ key, sinceAt, ...found }: Found, now: number): AttentionFinding {
    return {
      kind: this.#options.source.kind,
      isCountMinimum: false,
      ...found,
      sinceAt: sinceAt ?? this.#firstFound.get(key) ?? isoOf(now),
    };
  }

  /** The finding that the last check failed or does not end. */
  #unchecked(now: number): AttentionFinding | undefined {
    const { kind, lateMs = waitMs } = this.#options.source;
    const isLate = this.#run !== undefined && now - this.#run.startedAt >= lateMs;
    const since = this.#uncheckedSince ?? (isLate ? this.#run?.startedAt : undefined);
    if (since === undefined) return undefined;
    const hasFailed = !isLate && this.#failedAt !== undefined;
    return {
      kind,
      severity: 'warning',
      code: 'not_checked',
      params: { reason: hasFailed ? 'failed' : 'late' },
      sinceAt: isoOf(since),
      count: 1,
      isCountMinimum: false,
      examples: [],
    };
  }
}
