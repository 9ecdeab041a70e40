import type { BoardResponse } from '@vialog/contracts';
import { ApiError, isTemporary } from '../api/call.ts';
import { backOffMs } from '../live/back-off.ts';
import { LiveStream } from '../live/live-stream.ts';

/**
 * live: the server says when figures change; polling: they are read at intervals; offline: the server does not
 * respond; rejected: it does not accept the request, for example because a site of the address does not exist.
 */
export type BoardStatus = 'loading' | 'live' | 'polling' | 'offline' | 'rejected' | 'signed_out';

export interface BoardSnapshot {
  readonly status: BoardStatus;
  /** The last figures that were read. They keep their times, so that they look stale when no newer ones arrive. */
  readonly board: BoardResponse | undefined;
  /** Why the last request failed; undefined after a successful one. */
  readonly failure: Error | undefined;
}

/** Dependencies; tests pass fakes. */
export interface BoardFeedOptions {
  readonly readBoard: (signal: AbortSignal) => Promise<BoardResponse>;
  readonly openStream: (path: string, signal: AbortSignal) => Promise<Response>;
  /** Exchanges the secret of a kiosk link for a session. Called before the first read, until it is accepted or rejected. */
  readonly openKioskLink?: (() => Promise<void>) | undefined;
  /** 0 to 1, for the jitter. */
  readonly random: () => number;
  /** Called with the first figures after failures: the server may have been upgraded. */
  readonly onRecovered?: () => void;
}

/** A request without a response is aborted after this time, ms. */
export const requestTimeoutMs = 20_000;
/** Minimum time between two reads, ms. */
const minReadMs = 5_000;
/** Time between two reads with and without the stream, ms. */
const liveReadMs = 60_000;
const pollReadMs = 15_000;
/** Wait after a rejected session or too many requests, ms. */
const slowRetryMs = 60_000;

/**
 * Keeps the figures of a board current for weeks without a person: reads them when the stream says that they changed, at
 * intervals without the stream, and after failures with increasing delays. It has one timer, one request and one connection at
 * a time, and keeps the last response only.
 */
export class BoardFeed {
  readonly #options: BoardFeedOptions;
  readonly #stream: LiveStream<BoardMessage>;
  readonly #listeners = new Set<() => void>();
  #snapshot: BoardSnapshot = { status: 'loading', board: undefined, failure: undefined };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #request: AbortController | undefined;
  #failures = 0;
  #isLive = false;
  #isStreamOn = false;
  #isLinkOpen = false;
  #isReadSoon = false;
  /** A message arrived during the request: its response can be older. */
  #isOutdated = false;
  #lastReadAt = -Infinity;

  constructor(options: BoardFeedOptions) {
    this.#options = options;
    this.#isLinkOpen = options.openKioskLink === undefined;
    this.#stream = new LiveStream<BoardMessage>({
      path: '/v1/board/live',
      names: ['changed'],
      open: options.openStream,
      random: options.random,
      onMessage: () => this.#readSoon(),
      onStatus: (status) => this.#setLive(status === 'live'),
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): BoardSnapshot => this.#snapshot;

  start(): void {
    void this.#read();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#request = undefined;
    this.#switchStream(false);
  }

  /** Reads at once, unless a request is under way: the browser reports a network, or the screen was switched on. */
  readNow(): void {
    if (!this.#request) void this.#read();
  }

  #setLive(isLive: boolean): void {
    const began = isLive && !this.#isLive;
    this.#isLive = isLive;
    this.#publish({});
    // What changed while there was no stream is unknown.
    if (began) this.#readSoon();
  }

  #readSoon(): void {
    if (this.#request) this.#isOutdated = true;
    if (this.#request || this.#failures > 0) return;
    // Later messages do not postpone a read that is due, or a busy stream would postpone it without end.
    if (this.#isReadSoon) return;
    this.#isReadSoon = true;
    const wait = Math.max(0, this.#lastReadAt + minReadMs - performance.now());
    this.#readAfter(wait + this.#options.random() * 1_000);
  }

  #readAfter(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(), ms);
  }

  async #read(): Promise<void> {
    clearTimeout(this.#timer);
    this.#isReadSoon = false;
    this.#isOutdated = false;
    const request = new AbortController();
    this.#request = request;
    this.#lastReadAt = performance.now();
    const timeout = setTimeout(() => request.abort(), requestTimeoutMs);
    try {
      const board = await raceAbort(this.#openAndRead(request.signal), request.signal);
      if (this.#request === request) this.#succeeded(board);
    } catch (error) {
      if (this.#request === request) this.#failed(error as Error);
    } finally {
      clearTimeout(timeout);
      if (this.#request === request) this.#ended();
    }
  }

  #ended(): void {
    this.#request = undefined;
    if (this.#isOutdated) this.#readSoon();
  }

  async #openAndRead(signal: AbortSignal): Promise<BoardResponse> {
    await this.#openLink();
    return this.#options.readBoard(signal);
  }

  /** A link that the server rejects is not sent again: the screen may have a session all the same. */
  async #openLink(): Promise<void> {
    if (this.#isLinkOpen || !this.#options.openKioskLink) return;
    await this.#options.openKioskLink().catch((error: unknown) => {
      if (!isRejected(error)) throw error;
    });
    this.#isLinkOpen = true;
  }

  #succeeded(board: BoardResponse): void {
    const recovered = this.#failures > 0;
    this.#failures = 0;
    this.#publish({ board, failure: undefined });
    this.#switchStream(true);
    this.#readAfter((this.#isLive ? liveReadMs : pollReadMs) * (0.9 + this.#options.random() * 0.2));
    if (recovered) this.#options.onRecovered?.();
  }

  #failed(failure: Error): void {
    this.#failures += 1;
    const isSlow = isRejected(failure) || !isUnreachable(failure);
    if (isRejected(failure)) this.#switchStream(false);
    this.#publish({ failure });
    const delay = backOffMs(this.#failures, this.#options.random());
    this.#readAfter(isSlow ? slowRetryMs + delay : delay);
  }

  /** The stream reconnects automatically, with its own delays. */
  #switchStream(isOn: boolean): void {
    if (this.#isStreamOn === isOn) return;
    this.#isStreamOn = isOn;
    if (isOn) this.#stream.start();
    else this.#stream.pause();
  }

  #publish(change: Partial<BoardSnapshot>): void {
    const next = { ...this.#snapshot, ...change };
    this.#snapshot = { ...next, status: this.#statusOf(next) };
    for (const listener of this.#listeners) listener();
  }

  #statusOf({ board, failure }: BoardSnapshot): BoardStatus {
    if (failure) return statusOfFailure(failure);
    if (!board) return 'loading';
    return this.#isLive ? 'live' : 'polling';
  }
}

/** The stream only says that figures changed. */
interface BoardMessage {
  readonly name: 'changed';
  readonly data: unknown;
}

/** Whether the session or the kiosk link is not accepted. */
const isRejected = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 401 || error.status === 403);

/** Whether a new attempt can succeed soon: no connection, or a fault of the server. */
const isUnreachable = (error: unknown): boolean =>
  isTemporary(error) && !(error instanceof ApiError && error.status === 429);

function statusOfFailure(failure: Error): BoardStatus {
  if (isRejected(failure)) return 'signed_out';
  return isTemporary(failure) ? 'offline' : 'rejected';
}

/** Rejects when the signal aborts, also if the request ignores it. */
function raceAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new ApiError(0, {})), { once: true });
    work.then(resolve, reject);
  });
}
