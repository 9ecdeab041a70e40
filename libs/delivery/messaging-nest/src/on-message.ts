import { EventPattern } from '@nestjs/microservices';
import type { Outcome, Subject, Subscription } from '@vialog/contracts';

type Handler = (...args: never[]) => Outcome | Promise<Outcome>;

/**
 * A method that handles the messages of a subject and answers with an Outcome. The bus in use (in-memory, JetStream)
 * turns the outcome into what it does with the message; the handler knows none of it. A method that throws gets the
 * message again; the same message may come twice.
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
