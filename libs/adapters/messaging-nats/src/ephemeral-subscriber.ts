import { DeliverPolicy, jetstream, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import { decodeMessage } from '@vialog/contracts';
import type { Subscriber } from '@vialog/messaging';
import { FaultReporter, readTrace, type NatsLink } from '@vialog/nats';
import { setTimeout as sleep } from 'node:timers/promises';
import { streamOf, subjectFilter } from './subjects.ts';

const heartbeatMs = 5_000;
const retryMs = 300;

/**
 * A subscriber without stored state: reads new messages in order, each once, regardless of the outcome of its handler. After a
 * reconnection or a change of the stream it starts again as at its first start.
 */
export class EphemeralSubscriber {
  readonly #subscriber: Subscriber;
  readonly #link: NatsLink;
  readonly #faults: FaultReporter;
  #messages: ConsumerMessages | undefined;
  #reading: Promise<void> | undefined;
  #closed = false;
  #stopListening: () => void = () => undefined;

  constructor(subscriber: Subscriber, link: NatsLink, report: (line: string) => void) {
    this.#subscriber = subscriber;
    this.#link = link;
    this.#faults = new FaultReporter(report);
  }

  /** Resolves when the subscription is active. */
  start(): Promise<void> {
    this.#stopListening = this.#link.onReconnect(() => this.#messages?.stop());
    return new Promise((onActive) => {
      this.#reading = this.#keepReading(onActive);
    });
  }

  async close(deadline: Promise<void>): Promise<void> {
    this.#closed = true;
    this.#stopListening();
    this.#messages?.stop();
    await Promise.race([deadline, this.#reading]);
  }

  async #keepReading(onActive: () => void): Promise<void> {
    while (!this.#closed) {
      try {
        await this.#read(onActive);
      } catch (error) {
        if (this.#closed) return;
        const { message } = error as Error;
        this.#faults.report(
          `Subscription to ${this.#subscriber.subject} failed and is created again: ${message}`,
        );
        await this.#link.assertTopology().catch((mismatch: Error) => this.#faults.report(mismatch.message));
        await sleep(retryMs * (1 + Math.random()), undefined, { ref: false });
      }
    }
  }

  async #read(onActive: () => void): Promise<void> {
    const { subject, subscription } = this.#subscriber;
    const replayLast = subscription.kind === 'ephemeral' && subscription.replayLast === true;
    const consumer = await jetstream(this.#link.connection).consumers.get(streamOf[subject], {
      filter_subjects: subjectFilter(subject),
      deliver_policy: replayLast ? DeliverPolicy.LastPerSubject : DeliverPolicy.New,
    });
    const messages = await consumer.consume({
      max_messages: 100,
      idle_heartbeat: heartbeatMs,
      abort_on_missing_resource: true,
    });
    this.#messages = messages;
    if (this.#closed) messages.stop();
    onActive();
    this.#faults.reset();
    for await (const message of messages) await this.#deliver(message);
  }

  async #deliver(message: JsMsg): Promise<void> {
    if (this.#closed) return;
    // Durable consumers report invalid messages and messages of a newer version.
    const decoded = decodeMessage(this.#subscriber.subject, message.string());
    if (decoded.kind !== 'message') return;
    const traceId = readTrace(message.headers);
    await this.#subscriber
      .handle(decoded.message, traceId === undefined ? {} : { traceId })
      .catch(() => undefined);
  }
}
