import { isoOf, type Clock, type Frame } from '@vialog/contracts';
import {
  needsTracks,
  yuv420pOf,
  type CountingJob,
  type Detector,
  type DetectorReply,
  type ModelReadiness,
} from '@vialog/detection';
import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import { nuid, type Msg, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import { writeTrace } from '@vialog/nats';
import { writeFrameHeader } from './frame-header.ts';
import { ModelReadinessRequests } from './model-readiness.ts';
import { CameraSendQueues, type PendingFrame } from './camera-send-queues.ts';
import { replySubject, frameSubject, trackedFrameSubject } from './frame-names.ts';
import { LatestFencingTokens } from './latest-fencing-tokens.ts';
import { replyOf, down, failed, hasNoReceiver, readReply } from './read-reply.ts';

export interface NatsDetectorOptions {
  readonly connection: NatsConnection;
  readonly clock: Clock;
  /** Fencing token of the camera's lease, `<region>-<shard>:<number>`. undefined: this process does not hold the lease. */
  readonly fencingTokenOf: (cameraId: string) => string | undefined;
  /** Time to wait for a reply, ms. Shorter than the 5 s of the slot keeper, so that this reason is recorded. */
  readonly deadlineMs?: number;
}

/**
 * Detectors in other processes, reached through the broker: sends a frame as yuv420p with its job and receives the reply
 * on a subject of this process. Every frame gets a result by its deadline, also when the broker fails.
 */
export class NatsDetector implements Detector {
  readonly pixelFormat = 'yuv420p';
  readonly #options: NatsDetectorOptions;
  readonly #deadlineMs: number;
  readonly #jetstream: JetStreamClient;
  readonly #sender = nuid.next();
  readonly #replies: Subscription;
  readonly #queues = new CameraSendQueues((pending) => this.#send(pending));
  readonly #leases = new LatestFencingTokens();
  readonly #inFlight = new Map<number, PendingFrame>();
  readonly #readiness: ModelReadinessRequests;
  #sent = 0;
  #disconnected = false;
  #closed = false;

  constructor(options: NatsDetectorOptions) {
    this.#options = options;
    this.#deadlineMs = options.deadlineMs ?? 4_500;
    this.#readiness = new ModelReadinessRequests(options.connection, options.clock);
    this.#jetstream = jetstream(options.connection, { timeout: this.#deadlineMs });
    this.#replies = options.connection.subscribe(replySubject(this.#sender, '*'), {
      callback: (error, message) => {
        if (!error) this.#receive(message);
      },
    });
    void this.#watchConnection();
  }

  /** Frames whose reply is pending, number. */
  get pending(): number {
    return this.#queues.size;
  }

  count(frame: Frame, job: CountingJob): Promise<DetectorReply> {
    if (this.#closed) return Promise.resolve(down('The connection to the detectors was closed.'));
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => pending.resolve(down(`No detector replied within ${this.#deadlineMs / 1000} s.`)),
        this.#deadlineMs,
      );
      const pending: PendingFrame = {
        frame,
        job,
        deadline: this.#options.clock.monotonic() + this.#deadlineMs,
        resolve: (reply) => {
          clearTimeout(timer);
          resolve(reply);
          this.#release(pending);
        },
      };
      this.#queues.put(pending);
    });
  }

  /** Loads a model in all detectors. */
  prepare(modelId: string): Promise<ModelReadiness> {
    return this.#readiness.send(modelId);
  }

  close(): Promise<void> {
    this.#closed = true;
    for (const pending of this.#queues.clear())
      pending.resolve(down('The connection to the detectors was closed.'));
    if (!this.#options.connection.isClosed()) this.#replies.unsubscribe();
    return Promise.resolve();
  }

  #send(pending: PendingFrame): void {
    const fencingToken = this.#options.fencingTokenOf(pending.frame.cameraId);
    if (fencingToken === undefined)
      return pending.resolve(failed('not_running', 'The lease on this camera was lost.'));
    // The client would buffer the pixels while disconnected and send them too late.
    if (this.#disconnected) return pending.resolve(down('The broker is disconnected.'));
    const number = (this.#sent += 1);
    this.#inFlight.set(number, pending);
    this.#publish(pending, { fencingToken, number }).catch((error: unknown) =>
      pending.resolve(down(`The frame could not be sent: ${messageOf(error)}.`)),
    );
  }

  async #publish(
    { frame, job, deadline }: PendingFrame,
    address: { readonly fencingToken: string; readonly number: number },
  ): Promise<void> {
    const { clock } = this.#options;
    const { cameraId, cameraVersion, width, height } = frame;
    const timeout = Math.max(1, deadline - clock.monotonic());
    const headers = writeFrameHeader({
      v: 1,
      cameraId,
      cameraVersion,
      width,
      height,
      fence: address.fencingToken,
      capturedAt: isoOf(frame.capturedAt),
      expiresAt: isoOf(clock.now() + timeout),
      answerTo: replySubject(this.#sender, address.number),
      zones: [...job.zones],
      model: job.model,
      ...(job.trial ? { trial: job.trial } : {}),
    });
    writeTrace(headers, `${cameraId} ${frame.capturedAt}`);
    if (needsTracks(job)) {
      const reply = replySubject(this.#sender, address.number);
      this.#options.connection.publish(trackedFrameSubject(cameraId), yuv420pOf(frame), { headers, reply });
      return;
    }
    const subject = frameSubject(address.fencingToken, cameraId, job.trial);
    await this.#jetstream.publish(subject, yuv420pOf(frame), { headers, timeout });
  }

  #receive(message: Msg): void {
    const number = Number(message.subject.slice(message.subject.lastIndexOf('.') + 1));
    const pending = this.#inFlight.get(number);
    if (!pending) return;
    if (hasNoReceiver(message)) return pending.resolve(down('No detector tracks this camera at the moment.'));
    const read = readReply(message);
    const lease = read?.record.lease;
    const isStale = lease !== undefined && !this.#leases.accepts(lease, this.#options.clock.monotonic());
    if (!isStale) pending.resolve(replyOf(read, pending));
  }

  #release(settled: PendingFrame): void {
    for (const [number, each] of this.#inFlight) if (each === settled) this.#inFlight.delete(number);
    this.#queues.release(settled);
  }

  async #watchConnection(): Promise<void> {
    for await (const status of this.#options.connection.status()) {
      if (status.type === 'disconnect' || status.type === 'close') this.#disconnected = true;
      if (status.type === 'reconnect') this.#disconnected = false;
    }
  }
}

function messageOf(error: unknown): string {
  const text = Error.isError(error) ? error.message : String(error);
  // The message of the client when no stream has the subject.
  return text.includes('jetstream is not enabled') ? 'no stream accepts frames' : text;
}
