import { done, type CountBatch, type Outcome, type Subject } from '@vialog/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeadLetter } from './dead-letter.port.ts';
import type { MessageBus } from './message-bus.port.ts';
import { numberOf } from './samples.fixture.ts';

/** Storage of a bus implementation under test. Each bus opened on it represents one process. */
export interface BusUnderTest {
  /** Opens a bus as another process would; redelivery delays are milliseconds instead of seconds. */
  openBus(): Promise<MessageBus>;
  /** Ends the process of the bus immediately: no work in progress is completed. */
  crash(bus: MessageBus): Promise<void>;
  /** Stores a message without the validation of `publish`, as a process of another version could. */
  put(subject: Subject, body: string): Promise<void>;
  /** Messages the consumer has not acknowledged, number. */
  pending(consumer: 'indexer'): Promise<number>;
  deadLetters(): Promise<readonly DeadLetter[]>;
  remove(): Promise<void>;
}

export const counts = 'vialog.v1.counts';

/** Waits for a condition. The limit only ends a test that hangs. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 240_000;
  while (performance.now() < deadline) {
    if (await condition()) return;
    await sleep(10);
  }
  throw new Error('the condition did not hold within 240 s');
}

export type BusUnderTestOf = () => BusUnderTest;

/** Slots a subscriber received, in order, and its outcome for each delivery. */
export class Script {
  readonly seen: number[] = [];
  readonly replies: (Outcome | Error | Promise<Outcome>)[] = [];

  async handle(message: unknown): Promise<Outcome> {
    this.seen.push(numberOf(message as CountBatch));
    const reply = this.replies.shift() ?? done();
    if (reply instanceof Error) throw reply;
    return reply;
  }
}
