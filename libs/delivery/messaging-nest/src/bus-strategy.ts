import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { isSubject, type Outcome, type Subscription } from '@vialog/contracts';
import type { Delivery, MessageBus, Subscriber } from '@vialog/messaging';
import { lastValueFrom } from 'rxjs';

/** Transport id of message handlers. */
export const busTransport = Symbol('vialog.bus');

const defaultCloseWithinMs = 5_000;

/**
 * Nest transport over any message bus. Each message handler is a separate subscriber with its own delivery state. A
 * handler returns an Outcome and can inject the Delivery with `@Ctx()`; a message whose handler throws is delivered again.
 */
export class BusStrategy extends Server implements CustomTransportStrategy {
  override transportId = busTransport;
  /** Errors of handlers cause a redelivery; otherwise Nest logs each of them as unhandled. */
  override propagatesEventHandlerErrors = true;
  readonly #bus: MessageBus;
  readonly #closeWithinMs: number;
  #count = 0;

  /** `closeWithinMs`: how long `close` waits for messages in progress, ms. Default 5 s. */
  constructor(
    bus: MessageBus,
    { closeWithinMs = defaultCloseWithinMs }: { readonly closeWithinMs?: number } = {},
  ) {
    super();
    this.#bus = bus;
    this.#closeWithinMs = closeWithinMs;
  }

  /**
   * Registers each handler under a unique key. Nest chains handlers of the same pattern and runs the chain as one, so that
   * a failure of one handler would fail all of them.
   */
  override addHandler(
    pattern: unknown,
    callback: MessageHandler,
    isEventHandler = false,
    extras: Record<string, unknown> = {},
  ): void {
    const subject = this.normalizePattern(pattern as string);
    if (!isEventHandler)
      throw new Error(
        `Invalid handler of ${subject}: the bus does not support request-reply. Use @OnMessage, not @MessagePattern.`,
      );
    callback.isEventHandler = true;
    callback.extras = { ...extras, subject };
    this.#count += 1;
    this.messageHandlers.set(`${subject}#${this.#count}`, callback);
  }

  /** Nest calls this when all handlers are registered. */
  listen(callback: (error?: unknown) => void): void {
    Promise.resolve()
      .then(() => this.#bus.attach(this.#subscribers()))
      .then(() => callback(), callback);
  }

  async close(): Promise<void> {
    await this.#bus.close(this.#closeWithinMs);
  }

  on(): never {
    throw new Error('BusStrategy emits no events; read the statistics of the bus.');
  }

  unwrap<T>(): T {
    return this.#bus as T;
  }

  #subscribers(): Subscriber[] {
    const subscribers = [...this.messageHandlers.values()].map((handler) => this.#subscriberOf(handler));
    const names = subscribers.flatMap(({ subscription }) =>
      subscription.kind === 'durable' ? [subscription.consumer] : [],
    );
    const duplicate = names.find((name, i) => names.indexOf(name) !== i);
    if (duplicate !== undefined)
      throw new Error(
        `Two handlers use the consumer "${duplicate}". Give each handler a separate consumer name.`,
      );
    return subscribers;
  }

  #subscriberOf(handler: MessageHandler): Subscriber {
    const { subject, ...rest } = (handler.extras ?? {}) as { subject: string } & Record<string, unknown>;
    if (!isSubject(subject))
      throw new Error(`Unknown subject ${subject}: it is not defined in the contracts.`);
    const handle = async (message: unknown, delivery: Delivery): Promise<Outcome> => {
      const reply = this.transformToObservable(await handler(message, delivery)) as Parameters<
        typeof lastValueFrom
      >[0];
      return outcomeOf(subject, await lastValueFrom(reply));
    };
    return { subject, subscription: subscriptionOf(subject, rest), handle };
  }
}

function subscriptionOf(subject: string, extras: Record<string, unknown>): Subscription {
  const isDurable = extras['kind'] === 'durable' && typeof extras['consumer'] === 'string';
  if (isDurable || extras['kind'] === 'ephemeral') return extras as unknown as Subscription;
  throw new Error(
    `Invalid subscription of a handler of ${subject}: expected kind "durable" with a consumer name, or kind "ephemeral".`,
  );
}

const outcomeKinds: readonly unknown[] = ['done', 'skipped', 'retry', 'reject'];

function outcomeOf(subject: string, reply: unknown): Outcome {
  const kind = (reply as { kind?: unknown } | undefined)?.kind;
  if (outcomeKinds.includes(kind)) return reply as Outcome;
  throw new Error(
    `A handler of ${subject} returned no outcome. Return done(), skipped(), retry() or reject().`,
  );
}
