import { EventPattern } from '@nestjs/microservices';
import type { Outcome, Subject, Subscription } from '@vialog/contracts';

type Handler = (...args: never[]) => Outcome | Promise<Outcome>;

/**
 * Marks a method as handler of the messages of a subject. The method returns an Outcome, which the bus maps to an ack, a
 * redelivery or a dead letter. When the method throws, the message is delivered again. Delivery is at least once.
 */
export function OnMessage(subject: Subject, subscription: Subscription) {
  return <T extends Handler>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<T>,
  ): void => {
    EventPattern<string>(subject, { ...subscription })(target, key, descriptor);
  };
}
