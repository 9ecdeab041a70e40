import { setTimeout as wait } from 'node:timers/promises';
import { jetstream, type Consumer, type JsMsg } from '@nats-io/jetstream';
import { FrameCounting, type FrameCountingOptions } from './frame-counting.ts';
import { framesAckWaitMs, framesConsumer, framesStream } from './frame-names.ts';

export interface FrameWorkerOptions extends FrameCountingOptions {
  /** Frames counted at the same time: the number of detector processes. */
  readonly inFlight: number;
}

/** Expiry of a pull request, ms: the minimum of the server, so that closing is fast. */
const pullExpiresMs = 1_000;
const retryMs = 500;

/**
 * Pulls frames of cameras without tracked zones one by one, counts them with the detector and publishes the replies. It
 * has no state of cameras: any number of workers share the consumer, and the broker redelivers the frame of a worker that
 * fails.
 */
export class FrameWorker {
  readonly #options: FrameWorkerOptions;
  readonly #counting: FrameCounting;
  readonly #closing = new AbortController();
  #workers: readonly Promise<void>[] = [];

  constructor(options: FrameWorkerOptions) {
    this.#options = options;
    this.#counting = new FrameCounting(options);
  }

  start(): void {
    this.#workers = Array.from({ length: this.#options.inFlight }, () => this.#work());
  }

  /** Stops pulling and completes the frames in progress. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#workers);
  }

  get #isClosing(): boolean {
    return this.#closing.signal.aborted || this.#options.connection.isClosed();
  }

  async #work(): Promise<void> {
    let consumer: Consumer | undefined;
    while (!this.#isClosing) {
      try {
        consumer ??= await jetstream(this.#options.connection).consumers.get(framesStream, framesConsumer);
        const message = await consumer.next({ expires: pullExpiresMs });
        if (message) await this.#process(message);
      } catch (error) {
        consumer = undefined;
        if (this.#isClosing) return;
        this.#options.onEvent({
          kind: 'unavailable',
          detail: Error.isError(error) ? error.message : String(error),
        });
        await wait(retryMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      }
    }
  }

  async #process(message: JsMsg): Promise<void> {
    if (this.#closing.signal.aborted) return message.nak();
    const received = this.#counting.accept(message.headers);
    if (received.kind === 'invalid') return message.term(`invalid: ${received.why}`.slice(0, 200));
    if (received.kind === 'dropped') return message.ack();
    const extension = setInterval(() => this.#extendAckWait(message), framesAckWaitMs / 2);
    try {
      await this.#counting.count(received, message.data);
      message.ack();
    } finally {
      clearInterval(extension);
    }
  }

  #extendAckWait(message: JsMsg): void {
    if (!this.#options.connection.isClosed()) message.working();
  }
}
