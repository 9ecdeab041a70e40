import { done, retry, skipped, type CountEvent, type Outcome } from '@vialog/contracts';
import type { AppendVerdict, EventWriter } from './event-writer.port.ts';

export interface RejectedEvent {
  readonly event: CountEvent;
  /** Why the store rejects the event permanently, one sentence. */
  readonly why: string;
}

/** Keeps events that the store rejects permanently, for inspection. Idempotent. */
export interface DeadLetters {
  put(rejected: readonly RejectedEvent[]): Promise<void>;
}

/**
 * Stores a batch of closed slots. While any event is busy, the whole batch is retried (the store ignores duplicates);
 * rejected events become dead letters only when none is busy, so each becomes one once.
 * @throws {Error} the error of the store or of the dead letters: the message is delivered again
 */
export async function indexCounts(
  batch: readonly CountEvent[],
  writer: EventWriter,
  deadLetters: DeadLetters,
): Promise<Outcome> {
  if (batch.length === 0) return skipped('empty batch');
  const verdicts = await writer.append(batch);
  const pauses = verdicts.filter((verdict) => verdict.kind === 'busy').map((verdict) => verdict.pauseMs);
  if (pauses.length > 0) return retry(Math.max(...pauses), `${pauses.length} of ${batch.length} events busy`);
  const rejected = batch.flatMap((event, i) => rejectedBy(event, verdicts[i]));
  if (rejected.length > 0) await deadLetters.put(rejected);
  return done();
}

function rejectedBy(event: CountEvent, verdict: AppendVerdict | undefined): RejectedEvent[] {
  if (!verdict)
    throw new Error(`the store gave no verdict on ${event.eventId}; expected one per event, in order`);
  return verdict.kind === 'rejected' ? [{ event, why: verdict.why }] : [];
}
