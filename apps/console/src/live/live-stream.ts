import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { LiveMessage, LiveName } from '@vialog/contracts';
import { backOffMs } from './back-off.ts';

export type LiveStatus = 'connecting' | 'live' | 'reconnecting' | 'paused';

/** Dependencies of the stream; tests pass fakes. */
export interface LiveStreamOptions {
  readonly open: (path: string, signal: AbortSignal) => Promise<Response>;
  /** 0 to 1, for the jitter of the back-off. */
  readonly random: () => number;
  readonly onMessage: (message: LiveMessage) => void;
  readonly onStatus: (status: LiveStatus) => void;
}

/** The server sends a comment every 15 s; after 45 s without a byte the connection is considered dead. */
export const silenceTimeoutMs = 45_000;
const names: readonly LiveName[] = ['count', 'gap', 'health', 'camera', 'cameras', 'alert', 'reset'];

/**
 * Keeps one connection to the server-sent events of /v1/live open. It does not use EventSource, which closes
 * permanently after one HTTP 503 and does not detect a silent connection. After a reconnect the server resumes from
 * the last event id; a `reset` message says that older messages are no longer available.
 */
export class LiveStream {
  readonly #options: LiveStreamOptions;
  #lastId = '';
  #failures = 0;
  #connection: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LiveStreamOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#connection) return;
    void this.#connect();
  }

  /** Closes the connection, for a hidden tab. `start` resumes from the last event id. */
  pause(): void {
    this.#disconnect();
    this.#options.onStatus('paused');
  }

  #disconnect(): void {
    clearTimeout(this.#timer);
    this.#connection?.abort();
    this.#connection = undefined;
  }

  async #connect(): Promise<void> {
    const connection = new AbortController();
    this.#connection = connection;
    this.#options.onStatus('connecting');
    try {
      const resume = this.#lastId === '' ? '' : `?lastEventId=${encodeURIComponent(this.#lastId)}`;
      const response = await this.#options.open(`/v1/live${resume}`, connection.signal);
      if (!response.ok || !response.body) throw new Error(`GET /v1/live returned HTTP ${response.status}.`);
      this.#failures = 0;
      this.#options.onStatus('live');
      await this.#read(response.body, connection);
    } catch {
      // Every failure has the same remedy: reconnect after a delay.
    }
    if (this.#connection === connection) this.#reconnectLater();
  }

  async #read(body: ReadableStream<Uint8Array>, connection: AbortController): Promise<void> {
    const parser = createParser({
      onId: (id) => (this.#lastId = id),
      onEvent: (event) => this.#dispatch(event),
    });
    const reader = body
      .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
      .getReader();
    for (;;) {
      this.#restartSilenceTimeout(connection);
      const { value, done } = await reader.read();
      if (done) return;
      parser.feed(value);
    }
  }

  #restartSilenceTimeout(connection: AbortController): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => connection.abort(), silenceTimeoutMs);
  }

  #reconnectLater(): void {
    this.#disconnect();
    this.#failures += 1;
    this.#options.onStatus('reconnecting');
    const delayMs = backOffMs(this.#failures, this.#options.random());
    this.#timer = setTimeout(() => void this.#connect(), delayMs);
  }

  #dispatch({ event, data }: EventSourceMessage): void {
    if (!(names as readonly (string | undefined)[]).includes(event)) return;
    this.#options.onMessage({ name: event, data: JSON.parse(data) as unknown } as LiveMessage);
  }
}
