import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { backOffMs } from './back-off.ts';

export type LiveStatus = 'connecting' | 'live' | 'reconnecting' | 'paused';

/** A server-sent event with its name. */
interface NamedMessage {
  readonly name: string;
  readonly data: unknown;
}

/** Dependencies of the stream; tests pass fakes. */
export interface LiveStreamOptions<Message extends NamedMessage> {
  /** Path of the stream. */
  readonly path: string;
  /** Names of the messages; others are ignored. */
  readonly names: readonly Message['name'][];
  readonly open: (path: string, signal: AbortSignal) => Promise<Response>;
  /** 0 to 1, for the jitter of the back-off. */
  readonly random: () => number;
  readonly onMessage: (message: Message) => void;
  readonly onStatus: (status: LiveStatus) => void;
}

/** A connection that lasted this long is no failure: the next one follows after the shortest delay, ms. */
const stableMs = 10_000;
/** The server sends a comment every 15 s; after 45 s without a byte the connection is considered dead. */
export const silenceTimeoutMs = 45_000;

/**
 * Keeps one connection to a stream of server-sent events open, for example /v1/live. It does not use EventSource, which closes
 * permanently after one HTTP 503 and does not detect a silent connection. After a reconnect the server resumes from
 * the last event id; a `reset` message says that older messages are no longer available.
 */
export class LiveStream<Message extends NamedMessage> {
  readonly #options: LiveStreamOptions<Message>;
  #lastId = '';
  #failures = 0;
  #connection: AbortController | undefined;
  /** Whether the next attempt waits for its delay. */
  #isWaiting = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: LiveStreamOptions<Message>) {
    this.#options = options;
  }

  start(): void {
    if (this.#connection) return;
    void this.#connect();
  }

  /** Connects at once if the next attempt is waiting for its delay. */
  retryNow(): void {
    if (this.#connection || !this.#isWaiting) return;
    clearTimeout(this.#timer);
    void this.#connect();
  }

  /** Closes the connection, for a hidden tab. `start` resumes from the last event id. */
  pause(): void {
    this.#disconnect();
    this.#options.onStatus('paused');
  }

  #disconnect(): void {
    clearTimeout(this.#timer);
    this.#isWaiting = false;
    this.#connection?.abort();
    this.#connection = undefined;
  }

  async #connect(): Promise<void> {
    const connection = new AbortController();
    this.#connection = connection;
    this.#isWaiting = false;
    const { path } = this.#options;
    this.#options.onStatus('connecting');
    // A server that accepts the connection and sends nothing is as silent as one that stops sending.
    this.#restartSilenceTimeout(connection);
    const startedAt = performance.now();
    try {
      const resume = this.#lastId === '' ? '' : `?lastEventId=${encodeURIComponent(this.#lastId)}`;
      const response = await this.#options.open(`${path}${resume}`, connection.signal);
      if (!response.ok || !response.body) throw new Error(`GET ${path} returned HTTP ${response.status}.`);
      this.#options.onStatus('live');
      await this.#read(response.body, connection);
    } catch {
      // Every failure has the same remedy: reconnect after a delay.
    }
    if (this.#connection !== connection) return;
    if (performance.now() - startedAt >= stableMs) this.#failures = 0;
    this.#reconnectLater();
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
    this.#isWaiting = true;
    const delayMs = backOffMs(this.#failures, this.#options.random());
    this.#timer = setTimeout(() => void this.#connect(), delayMs);
  }

  #dispatch({ event, data }: EventSourceMessage): void {
    if (!(this.#options.names as readonly (string | undefined)[]).includes(event)) return;
    this.#options.onMessage({ name: event, data: JSON.parse(data) as unknown } as Message);
  }
}
