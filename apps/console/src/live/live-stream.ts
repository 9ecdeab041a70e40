import type { LiveMessage, LiveName } from '@vialog/contracts';
import { pauseMs } from './back-off.ts';
import { createSseParser, type SseMessage } from './sse-parser.ts';

export type LiveStatus = 'connecting' | 'live' | 'waiting' | 'paused';

/** What the stream needs from the browser; tests pass their own. */
export interface LiveSurroundings {
  readonly open: (path: string, signal: AbortSignal) => Promise<Response>;
  readonly random: () => number;
  readonly onMessage: (message: LiveMessage) => void;
  readonly onStatus: (status: LiveStatus) => void;
}

/** The server sends a comment every 15 s; silence three times as long means the line is dead. */
export const silenceMs = 45_000;
const names: readonly LiveName[] = ['count', 'gap', 'health', 'camera', 'reset'];

/**
 * Keeps one connection to /v1/live. Not EventSource: that gives up for ever after one 503 and cannot notice silence.
 * After a drop it goes on behind the last message seen; what was missed for too long comes as `reset`.
 */
export class LiveStream {
  readonly #around: LiveSurroundings;
  #lastId = '';
  #failures = 0;
  #connection: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(around: LiveSurroundings) {
    this.#around = around;
  }

  start(): void {
    if (this.#connection) return;
    void this.#connect();
  }

  /** Gives the connection back, for a page nobody looks at; `start` goes on where it stopped. */
  pause(): void {
    this.#drop();
    this.#around.onStatus('paused');
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#connection?.abort();
    this.#connection = undefined;
  }

  async #connect(): Promise<void> {
    const connection = new AbortController();
    this.#connection = connection;
    this.#around.onStatus('connecting');
    try {
      const resume = this.#lastId === '' ? '' : `?lastEventId=${encodeURIComponent(this.#lastId)}`;
      const response = await this.#around.open(`/v1/live${resume}`, connection.signal);
      if (!response.ok || !response.body) throw new Error(`the live stream answered ${response.status}`);
      this.#failures = 0;
      this.#around.onStatus('live');
      await this.#read(response.body, connection);
    } catch {
      // Whatever ended it, the answer is the same: wait, then connect again.
    }
    if (this.#connection === connection) this.#waitAndReconnect();
  }

  async #read(body: ReadableStream<Uint8Array>, connection: AbortController): Promise<void> {
    const parse = createSseParser((message) => this.#take(message));
    const reader = body
      .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
      .getReader();
    for (;;) {
      this.#watch(connection);
      const { value, done } = await reader.read();
      if (done) return;
      parse(value);
    }
  }

  #watch(connection: AbortController): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => connection.abort(), silenceMs);
  }

  #waitAndReconnect(): void {
    this.#drop();
    this.#failures += 1;
    this.#around.onStatus('waiting');
    this.#timer = setTimeout(() => void this.#connect(), pauseMs(this.#failures, this.#around.random()));
  }

  #take(message: SseMessage): void {
    if (message.id !== '') this.#lastId = message.id;
    if (!(names as readonly string[]).includes(message.name)) return;
    this.#around.onMessage({ name: message.name, data: JSON.parse(message.data) as unknown } as LiveMessage);
  }
}
