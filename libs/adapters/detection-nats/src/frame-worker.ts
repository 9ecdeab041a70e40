import { setTimeout as wait } from 'node:timers/promises';
import { epochOf, frameMessages, type Clock, type FrameAnswer, type FrameHeader } from '@vialog/contracts';
import { packYuv420p, unpackYuv420p, type Detector, type DetectorAnswer } from '@vialog/detection';
import { jetstream, type Consumer, type JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { packRecord, readTrace } from '@vialog/nats';
import { ExpiredFrameMonitor } from './expired-frame-monitor.ts';
import { LatestFencingTokens } from './latest-fencing-tokens.ts';
import { readFrameHeader } from './frame-header.ts';
import { framesAckWaitMs, framesConsumer, framesStream } from './frame-names.ts';

/**
 * Result of a frame. expired: its deadline has passed; stale: its sender no longer holds the lease of the camera; invalid:
 * its header does not match the schema; unavailable: pulling failed and is retried.
 */
export interface FrameEvent {
  readonly kind: 'counted' | 'failed' | 'expired' | 'stale' | 'invalid' | 'unavailable';
  readonly cameraId?: string;
  readonly detail?: string;
  /** W3C trace id of the frame, 32 hex digits, if its sender set one. */
  readonly traceId?: string;
}

export interface FrameWorkerOptions {
  readonly connection: NatsConnection;
  readonly detector: Detector;
  readonly clock: Clock;
  /** Frames counted at the same time: the number of detector processes. */
  readonly inFlight: number;
  readonly onEvent: (event: FrameEvent) => void;
  /** Logs a line, at most one a minute, while many frames are expired on arrival. */
  readonly report?: (line: string) => void;
}

/** Expiry of a pull request, ms: the minimum of the server, so that closing is fast. */
const pullExpiresMs = 1_000;
const retryMs = 500;

/**
 * Pulls frames of all cameras one by one, counts them with the detector and publishes the answers. It has no state of
 * cameras: any number of workers share the consumer, and the broker redelivers the frame of a worker that fails.
 */
export class FrameWorker {
  readonly #options: FrameWorkerOptions;
  readonly #fencingTokens = new LatestFencingTokens();
  readonly #expiredFrames = new ExpiredFrameMonitor();
  readonly #closing = new AbortController();
  #workers: readonly Promise<void>[] = [];

  constructor(options: FrameWorkerOptions) {
    this.#options = options;
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
        this.#emit({ kind: 'unavailable', detail: Error.isError(error) ? error.message : String(error) });
        await wait(retryMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      }
    }
  }

  async #process(message: JsMsg): Promise<void> {
    if (this.#closing.signal.aborted) return message.nak();
    const read = readFrameHeader(message.headers);
    const trace = traceOf(message);
    if (read.kind === 'invalid') {
      this.#emit({ kind: 'invalid', detail: read.why, ...trace });
      return message.term(`invalid: ${read.why}`.slice(0, 200));
    }
    const { header } = read;
    const rejection = this.#rejectionOf(header);
    if (rejection) {
      this.#emit({ kind: rejection, cameraId: header.cameraId, ...trace });
      return message.ack();
    }
    const extension = setInterval(() => this.#extendAckWait(message), framesAckWaitMs / 2);
    try {
      const answer = await this.#count(header, message.data);
      this.#answer(header, answer);
      this.#emit({ ...eventOf(answer.record), cameraId: header.cameraId, ...trace });
      message.ack();
    } finally {
      clearInterval(extension);
    }
  }

  #rejectionOf(header: FrameHeader): 'expired' | 'stale' | undefined {
    const { clock, report } = this.#options;
    const isExpired = epochOf(header.expiresAt) <= clock.now();
    const line = this.#expiredFrames.record(isExpired, clock.monotonic());
    if (line !== undefined) report?.(line);
    if (isExpired) return 'expired';
    return this.#fencingTokens.accepts(header.fence, clock.monotonic()) ? undefined : 'stale';
  }

  #extendAckWait(message: JsMsg): void {
    if (!this.#options.connection.isClosed()) message.working();
  }

  async #count(header: FrameHeader, payload: Uint8Array): Promise<PackedAnswer> {
    const { cameraId, cameraVersion, capturedAt, zones, model, trial } = header;
    try {
      const frame = {
        ...unpackYuv420p(header, payload),
        cameraId,
        cameraVersion,
        capturedAt: epochOf(capturedAt),
      };
      const job = { zones, model, ...(trial ? { trial } : {}) };
      return packedAnswer(await this.#options.detector.count(frame, job));
    } catch (error) {
      const detail = `The frame could not be counted: ${Error.isError(error) ? error.message : String(error)}`;
      return packedAnswer({ kind: 'failed', reason: 'detector_down', detail });
    }
  }

  #answer({ answerTo }: FrameHeader, { record, bytes }: PackedAnswer): void {
    const { payload, headers } = packRecord(frameMessages['vialog.v1.answers'].parse(record), bytes);
    this.#options.connection.publish(answerTo, payload, { headers });
  }

  #emit(event: FrameEvent): void {
    this.#options.onEvent(event);
  }
}

/** An answer, and the picture of a trial that follows it. */
interface PackedAnswer {
  readonly record: FrameAnswer;
  readonly bytes?: Uint8Array;
}

function packedAnswer(answer: DetectorAnswer): PackedAnswer {
  if (answer.kind === 'failed') {
    const { reason, detail } = answer;
    return { record: { v: 1, kind: 'failed', reason, detail: detail.slice(0, 1_000) } };
  }
  const { count, outlined } = answer;
  if (!outlined) return { record: { v: 1, kind: 'counted', count } };
  const { width, height } = outlined;
  return {
    record: { v: 1, kind: 'counted', count, outlined: { width, height } },
    bytes: packYuv420p(outlined),
  };
}

function eventOf(answer: FrameAnswer): FrameEvent {
  return answer.kind === 'counted' ? { kind: 'counted' } : { kind: 'failed', detail: answer.detail };
}

function traceOf({ headers }: JsMsg): { traceId?: string } {
  const traceId = readTrace(headers);
  return traceId === undefined ? {} : { traceId };
}
