import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { isSubject, type Outcome, type Subscription } from '@vialog/contracts';
import { lastValueFrom } from 'rxjs';
import type { Delivery, MessageBus, Subscriber } from '@vialog/messaging';

/** Marks handlers of the bus. */
export const busTransport = Symbol('vialog.bus');

/**
 * Any bus as a Nest transport: every message handler becomes a subscriber of its own, with its own delivery state. A
 * handler answers with an Outcome and may ask for the Delivery with @Ctx(); one that throws gets the message again.
 */
export class BusStrategy extends Server implements CustomTransportStrategy {
  override transportId = busTransport;
  /** Failures come back to us and mean another delivery; without this Nest reports each as one nobody dealt with. */
  override propagatesEventHandlerErrors = true;
  readonly #bus: MessageBus;
  readonly #closeWithinMs: number;
  #count = 0;

  /** `closeWithinMs`: how long closing may deliver what is ready, ms; 5 s if left out. */
  constructor(bus: MessageBus, { closeWithinMs = 5_000 }: { readonly closeWithinMs?: number } = {}) {
    super();
    this.#bus = bus;
    this.#closeWithinMs = closeWithinMs;
  }

  /**
   * Nest chains handlers of one pattern and runs the chain as one, so that one failure would be everybody's. Here each
   * stands under a key of its own.
   */
  override addHandler(
    pattern: unknown,
    callback: MessageHandler,
    isEventHandler = false,
    extras: Record<string, unknown> = {},
  ): void {
    const subject = this.normalizePattern(pattern as string);
    if (!isEventHandler)
      throw new Error(`${subject}: the bus knows events only; use @OnMessage, not @MessagePattern`);
    callback.isEventHandler = true;
    callback.extras = { ...extras, subject };
    this.#count += 1;
    this.messageHandlers.set(`${subject}#${this.#count}`, callback);
  }

  /** Nest calls this once all handlers are known. */
  listen(callback: (error?: unknown) => void): void {
    Promise.resolve()
      .then(() => this.#bus.attach(this.#subscribers()))
      .then(() => callback(), callback);
  }

  async close(): Promise<void> {
    await this.#bus.close(this.#closeWithinMs);
  }

  on(): never {
    throw new Error('the bus has no events of its own; ask its figures()');
  }

  unwrap<T>(): T {
    return this.#bus as T;
  }

  #subscribers(): Subscriber[] {
    const subscribers = [...this.messageHandlers.values()].map((handler) => this.#subscriberOf(handler));
    const names = subscribers.flatMap(({ subscription }) =>
      'durable' in subscription ? [subscription.durable] : [],
    );
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined)
      throw new Error(`two handlers are durable as "${twice}"; each needs a name of its own`);
    return subscribers;
  }

  #subscriberOf(handler: MessageHandler): Subscriber {
    const { subject, ...rest } = (handler.extras ?? {}) as { subject: string } & Record<string, unknown>;
    if (!isSubject(subject)) throw new Error(`${subject} is no subject of the contracts`);
    if (typeof rest['durable'] !== 'string' && rest['ephemeral'] !== true)
      throw new Error(`a handler of ${subject} says neither durable: "name" nor ephemeral: true`);
    const handle = async (message: unknown, delivery: Delivery): Promise<Outcome> => {
      const answer = this.transformToObservable(await handler(message, delivery)) as Parameters<
        typeof lastValueFrom
      >[0];
      return outcomeOf(subject, await lastValueFrom(answer));
    };
    return { subject, subscription: rest as unknown as Subscription, handle };
  }
}

const kinds: readonly unknown[] = ['done', 'skipped', 'retry', 'reject'];

function outcomeOf(subject: string, answer: unknown): Outcome {
  const kind = (answer as { kind?: unknown } | undefined)?.kind;
  if (kinds.includes(kind)) return answer as Outcome;
  throw new Error(
    `a handler of ${subject} answered no outcome; return done(), skipped(), retry() or reject()`,
  );
}
