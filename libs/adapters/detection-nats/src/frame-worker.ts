import { setTimeout as wait } from 'node:timers/promises';
import { epochOf, frameMessages, type Clock, type FrameAnswer, type FrameHeader } from '@vialog/contracts';
import { unpackYuv420p, type Detector } from '@vialog/detection';
import { jetstream, type Consumer, type JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { readTrace } from '@vialog/nats';
import { ExpiryWatch } from './expiry-watch.ts';
import { FenceMemory } from './fence-memory.ts';
import { readFrameHeader } from './frame-header.ts';
import { framesAckWaitMs, framesDurable, framesStream } from './frame-names.ts';

/**
 * What became of a frame. expired: nobody waits for it any more; stale: its sender had lost the camera; misfit: its header
 * or size is not what the contract says; unavailable: there was nothing to pull from, and it is tried again.
 */
export interface FrameEvent {
  readonly kind: 'counted' | 'failed' | 'expired' | 'stale' | 'misfit' | 'unavailable';
  readonly cameraId?: string;
  readonly detail?: string;
  /** W3C trace id of the frame, 32 hex digits, where its sender gave one. */
  readonly traceId?: string;
}

export interface FrameWorkerOptions {
  readonly connection: NatsConnection;
  readonly detector: Detector;
  readonly clock: Clock;
  /** Frames counted at the same time: as many as the detector has children. */
  readonly inFlight: number;
  readonly onEvent: (event: FrameEvent) => void;
  /** Takes a line for people, at most one a minute, while many frames come when nobody waits for them any more. */
  readonly report?: (line: string) => void;
}

/** How long one request for a frame stands, ms: the least the server takes, so that closing does not take long. */
const pullMs = 1_000;
const retryMs = 500;

/**
 * A detector for everybody: pulls frames one by one, has them counted, answers. Knows no camera and keeps nothing; any
 * number of workers share the stream, and a frame whose worker falls silent goes to another.
 */
export class FrameWorker {
  readonly #options: FrameWorkerOptions;
  readonly #fences = new FenceMemory();
  readonly #expiry = new ExpiryWatch();
  readonly #closing = new AbortController();
  #seats: readonly Promise<void>[] = [];

  constructor(options: FrameWorkerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#seats = Array.from({ length: this.#options.inFlight }, () => this.#work());
  }

  /** Takes no more frames and finishes those it has. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#seats);
  }

  get #isOver(): boolean {
    return this.#closing.signal.aborted || this.#options.connection.isClosed();
  }

  async #work(): Promise<void> {
    let consumer: Consumer | undefined;
    while (!this.#isOver) {
      try {
        consumer ??= await jetstream(this.#options.connection).consumers.get(framesStream, framesDurable);
        const message = await consumer.next({ expires: pullMs });
        if (message) await this.#take(message);
      } catch (error) {
        consumer = undefined;
        if (this.#isOver) return;
        this.#tell({ kind: 'unavailable', detail: Error.isError(error) ? error.message : String(error) });
        await wait(retryMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      }
    }
  }

  async #take(message: JsMsg): Promise<void> {
    if (this.#closing.signal.aborted) return message.nak();
    const read = readFrameHeader(message.headers);
    const traced = traceOf(message);
    if (read.kind === 'misfit') {
      this.#tell({ kind: 'misfit', detail: read.why, ...traced });
      return message.term(`misfit: ${read.why}`.slice(0, 200));
    }
    const { header } = read;
    const refusal = this.#refusalOf(header);
    if (refusal) {
      this.#tell({ kind: refusal, cameraId: header.cameraId, ...traced });
      return message.ack();
    }
    const beat = setInterval(() => this.#keepAlive(message), framesAckWaitMs / 2);
    try {
      const answer = await this.#count(header, message.data);
      this.#answer(header, answer);
      this.#tell({ ...toldOf(answer), cameraId: header.cameraId, ...traced });
      message.ack();
    } finally {
      clearInterval(beat);
    }
  }

  #refusalOf(header: FrameHeader): 'expired' | 'stale' | undefined {
    const { clock, report } = this.#options;
    const isExpired = epochOf(header.expiresAt) <= clock.now();
    const line = this.#expiry.saw(isExpired, clock.monotonic());
    if (line !== undefined) report?.(line);
    if (isExpired) return 'expired';
    return this.#fences.accepts(header.fence, clock.monotonic()) ? undefined : 'stale';
  }

  #keepAlive(message: JsMsg): void {
    if (!this.#options.connection.isClosed()) message.working();
  }

  async #count(header: FrameHeader, payload: Uint8Array): Promise<FrameAnswer> {
    const { cameraId, cameraVersion, capturedAt, zones, model } = header;
    try {
      const frame = {
        ...unpackYuv420p(header, payload),
        cameraId,
        cameraVersion,
        capturedAt: epochOf(capturedAt),
      };
      const answer = await this.#options.detector.count(frame, { zones, model });
      if (answer.kind === 'counted') return { v: 1, kind: 'counted', count: answer.count };
      return { v: 1, kind: 'failed', reason: answer.reason, detail: answer.detail.slice(0, 1_000) };
    } catch (error) {
      const detail = `The frame could not be counted: ${Error.isError(error) ? error.message : String(error)}`;
      return { v: 1, kind: 'failed', reason: 'detector_down', detail: detail.slice(0, 1_000) };
    }
  }

  #answer({ answerTo }: FrameHeader, answer: FrameAnswer): void {
    this.#options.connection.publish(
      answerTo,
      JSON.stringify(frameMessages['vialog.v1.answers'].parse(answer)),
    );
  }

  #tell(event: FrameEvent): void {
    this.#options.onEvent(event);
  }
}

function toldOf(answer: FrameAnswer): FrameEvent {
  return answer.kind === 'counted' ? { kind: 'counted' } : { kind: 'failed', detail: answer.detail };
}

function traceOf({ headers }: JsMsg): { traceId?: string } {
  const traceId = readTrace(headers);
  return traceId === undefined ? {} : { traceId };
}
