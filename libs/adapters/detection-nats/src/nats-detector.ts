import {
  frameMessages,
  isoOf,
  type Clock,
  type Frame,
  type FrameAnswer,
  type GapReason,
} from '@vialog/contracts';
import { yuv420pOf, type CountingJob, type Detector, type DetectorAnswer } from '@vialog/detection';
import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import { nuid, type Msg, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import { writeTrace } from '@vialog/nats';
import { writeFrameHeader } from './frame-header.ts';
import { FrameLanes, type WaitingFrame } from './frame-lanes.ts';
import { answerSubject, frameSubject } from './frame-names.ts';

export interface NatsDetectorOptions {
  readonly connection: NatsConnection;
  readonly clock: Clock;
  /** `<region>-<shard>:<number>` of the lease a camera stands under; undefined where it is not ours: nothing is sent. */
  readonly fenceOf: (cameraId: string) => string | undefined;
  /** How long an answer is waited for, ms. Shorter than the slot keeper's 5 s: what this says of a frame comes first. */
  readonly deadlineMs?: number;
}

const failed = (reason: GapReason, detail: string): DetectorAnswer => ({ kind: 'failed', reason, detail });
const down = (detail: string): DetectorAnswer => failed('detector_down', detail);

/**
 * Detectors behind the broker: a frame goes out as yuv420p with all that is needed to count it, the answer comes back on
 * a subject of this process. Every frame is answered by its deadline, whatever the broker does.
 */
export class NatsDetector implements Detector {
  readonly pixelFormat = 'yuv420p';
  readonly #options: NatsDetectorOptions;
  readonly #deadlineMs: number;
  readonly #jetstream: JetStreamClient;
  readonly #sender = nuid.next();
  readonly #answers: Subscription;
  readonly #lanes = new FrameLanes((waiting) => this.#send(waiting));
  readonly #onTheWire = new Map<number, WaitingFrame>();
  #sent = 0;
  #away = false;
  #closed = false;

  constructor(options: NatsDetectorOptions) {
    this.#options = options;
    this.#deadlineMs = options.deadlineMs ?? 4_500;
    this.#jetstream = jetstream(options.connection, { timeout: this.#deadlineMs });
    this.#answers = options.connection.subscribe(answerSubject(this.#sender, '*'), {
      callback: (error, message) => {
        if (!error) this.#take(message);
      },
    });
    void this.#watchConnection();
  }

  /** Frames somebody waits for, number. */
  get waiting(): number {
    return this.#lanes.size;
  }

  count(frame: Frame, job: CountingJob): Promise<DetectorAnswer> {
    if (this.#closed) return Promise.resolve(down('The connection to the detectors was closed.'));
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => waiting.settle(down(`No detector answered within ${this.#deadlineMs / 1000} s.`)),
        this.#deadlineMs,
      );
      const waiting: WaitingFrame = {
        frame,
        job,
        deadline: this.#options.clock.monotonic() + this.#deadlineMs,
        settle: (answer) => {
          clearTimeout(timer);
          resolve(answer);
          this.#forget(waiting);
        },
      };
      this.#lanes.put(waiting);
    });
  }

  close(): Promise<void> {
    this.#closed = true;
    for (const waiting of this.#lanes.clear())
      waiting.settle(down('The connection to the detectors was closed.'));
    if (!this.#options.connection.isClosed()) this.#answers.unsubscribe();
    return Promise.resolve();
  }

  #send(waiting: WaitingFrame): void {
    const fence = this.#options.fenceOf(waiting.frame.cameraId);
    if (fence === undefined)
      return waiting.settle(failed('not_running', 'The lease on this camera was lost.'));
    // Not left to the client: it would keep the pixels until the broker is back, and send them late.
    if (this.#away) return waiting.settle(down('The broker is away.'));
    const number = (this.#sent += 1);
    this.#onTheWire.set(number, waiting);
    this.#publish(waiting, { fence, number }).catch((error: unknown) =>
      waiting.settle(down(`The frame could not be sent: ${wordingOf(error)}.`)),
    );
  }

  async #publish(
    { frame, job, deadline }: WaitingFrame,
    place: { fence: string; number: number },
  ): Promise<void> {
    const { clock } = this.#options;
    const { cameraId, cameraVersion, width, height } = frame;
    const timeout = Math.max(1, deadline - clock.monotonic());
    const headers = writeFrameHeader({
      ...{ v: 1, cameraId, cameraVersion, width, height, fence: place.fence },
      capturedAt: isoOf(frame.capturedAt),
      expiresAt: isoOf(clock.now() + timeout),
      answerTo: answerSubject(this.#sender, place.number),
      zones: [...job.zones],
      model: job.model,
    });
    writeTrace(headers, `${cameraId} ${frame.capturedAt}`);
    await this.#jetstream.publish(frameSubject(place.fence, cameraId), yuv420pOf(frame), {
      headers,
      timeout,
    });
  }

  #take(message: Msg): void {
    const number = Number(message.subject.slice(message.subject.lastIndexOf('.') + 1));
    const waiting = this.#onTheWire.get(number);
    waiting?.settle(answerOf(message, waiting.frame));
  }

  #forget(waiting: WaitingFrame): void {
    for (const [number, each] of this.#onTheWire) if (each === waiting) this.#onTheWire.delete(number);
    this.#lanes.leave(waiting);
  }

  async #watchConnection(): Promise<void> {
    for await (const status of this.#options.connection.status()) {
      if (status.type === 'disconnect' || status.type === 'close') this.#away = true;
      if (status.type === 'reconnect') this.#away = false;
    }
  }
}

/** What a detector answered, by the strict schema and about this frame, or why it cannot be believed. */
function answerOf(message: Msg, frame: Frame): DetectorAnswer {
  let answer: FrameAnswer;
  try {
    answer = frameMessages['vialog.v1.answers'].parse(message.json());
  } catch {
    return down('A detector gave an answer outside its contract.');
  }
  if (answer.kind === 'failed') return failed(answer.reason, answer.detail);
  const { count } = answer;
  const isAbout =
    count.cameraId === frame.cameraId &&
    count.cameraVersion === frame.cameraVersion &&
    count.capturedAt === isoOf(frame.capturedAt);
  return isAbout ? { kind: 'counted', count } : down('A detector answered about another frame.');
}

function wordingOf(error: unknown): string {
  const text = Error.isError(error) ? error.message : String(error);
  // The client says so of a subject that no stream listens to.
  return text.includes('jetstream is not enabled') ? 'no stream takes frames' : text;
}
