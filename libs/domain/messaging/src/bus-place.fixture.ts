import { done, type CountBatch, type Outcome, type Subject } from '@vialog/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeadLetter } from './dead-letter.port.ts';
import type { MessageBus } from './message-bus.port.ts';
import { numberOf } from './samples.fixture.ts';

/** Where buses keep their messages: two buses opened in it are two processes, one after the other or side by side. */
export interface BusPlace {
  /** A bus of its own, as another process would have it; pauses between deliveries in milliseconds, not seconds. */
  openBus(): Promise<MessageBus>;
  /** Its process ends without a word: nothing that it was doing is finished. */
  crash(bus: MessageBus): Promise<void>;
  /** Lets a body in without the check of `publish`, as a process of another version would. */
  put(subject: Subject, body: string): Promise<void>;
  /** Messages the durable has not dealt with, number. */
  waiting(durable: 'indexer'): Promise<number>;
  deadLetters(): Promise<readonly DeadLetter[]>;
  remove(): Promise<void>;
}

export const counts = 'vialog.v1.counts';

/** Waits for a condition; generous, since machines differ. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 3_000; i += 1) {
    if (await condition()) return;
    await sleep(10);
  }
  throw new Error('waited 30 s for something that did not happen');
}

export type Given = () => BusPlace;

/** Slots a subscriber saw, in order, and what it answers to each delivery. */
export class Script {
  readonly seen: number[] = [];
  readonly answers: (Outcome | Error | Promise<Outcome>)[] = [];

  async handle(message: unknown): Promise<Outcome> {
    this.seen.push(numberOf(message as CountBatch));
    const answer = this.answers.shift() ?? done();
    if (answer instanceof Error) throw answer;
    return answer;
  }
}
