import { DeliverPolicy, jetstream, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import type { Subscriber } from '@vialog/messaging';
import { decodeMessage } from '@vialog/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { type NatsLink, readTrace } from '@vialog/nats';
import { Troubles } from './troubles.ts';
import { streamOf, wirePattern } from './wire-subjects.ts';

const heartbeatMs = 5_000;
const recoverMs = 300;

/**
 * A subscriber that keeps nothing: reads along in order, each message once, whatever becomes of it. When the broker was
 * away, or the stream is another, it begins anew like at its start.
 */
export class LivePuller {
  readonly #subscriber: Subscriber;
  readonly #link: NatsLink;
  readonly #troubles: Troubles;
  #messages: ConsumerMessages | undefined;
  #work: Promise<void> | undefined;
  #closed = false;
  #forgetBack: () => void = () => undefined;

  constructor(subscriber: Subscriber, link: NatsLink, report: (line: string) => void) {
    this.#subscriber = subscriber;
    this.#link = link;
    this.#troubles = new Troubles(report);
  }

  /** Resolves when it listens. */
  start(): Promise<void> {
    this.#forgetBack = this.#link.onBack(() => this.#messages?.stop());
    return new Promise((listening) => {
      this.#work = this.#keepReading(listening);
    });
  }

  async close(deadline: Promise<void>): Promise<void> {
    this.#closed = true;
    this.#forgetBack();
    this.#messages?.stop();
    await Promise.race([deadline, this.#work]);
  }

  async #keepReading(listening: () => void): Promise<void> {
    while (!this.#closed) {
      try {
        await this.#read(listening);
      } catch (error) {
        if (this.#closed) return;
        this.#troubles.tell(`live ${this.#subscriber.subject} is begun anew: ${(error as Error).message}`);
        await this.#link.assure().catch((mismatch: Error) => this.#troubles.tell(mismatch.message));
        await sleep(recoverMs * (1 + Math.random()), undefined, { ref: false });
      }
    }
  }

  async #read(listening: () => void): Promise<void> {
    const { subject, subscription } = this.#subscriber;
    const replayLast = 'ephemeral' in subscription && subscription.replayLast === true;
    const consumer = await jetstream(this.#link.connection).consumers.get(streamOf[subject], {
      filter_subjects: wirePattern(subject),
      deliver_policy: replayLast ? DeliverPolicy.LastPerSubject : DeliverPolicy.New,
    });
    const messages = await consumer.consume({
      max_messages: 100,
      idle_heartbeat: heartbeatMs,
      abort_on_missing_resource: true,
    });
    this.#messages = messages;
    if (this.#closed) messages.stop();
    listening();
    this.#troubles.over();
    for await (const message of messages) await this.#deliver(message);
  }

  async #deliver(message: JsMsg): Promise<void> {
    if (this.#closed) return;
    // What cannot be read is the durable subscribers' business, or nobody's.
    const decoded = decodeMessage(this.#subscriber.subject, message.string());
    if (decoded.kind !== 'message') return;
    const traceId = readTrace(message.headers);
    await this.#subscriber
      .handle(decoded.message, traceId === undefined ? {} : { traceId })
      .catch(() => undefined);
  }
}
