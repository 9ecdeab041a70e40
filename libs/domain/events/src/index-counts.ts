import { done, retry, skipped, type CountEvent, type Outcome } from '@vialog/contracts';
import type { AppendVerdict, EventWriter } from './event-writer.port.ts';

export interface RefusedEvent {
  readonly event: CountEvent;
  /** Why the store will never take it, one sentence. */
  readonly why: string;
}

/** Where events go that no store will ever take: kept for people to look at. Putting one twice changes nothing. */
export interface DeadLetters {
  put(refused: readonly RefusedEvent[]): Promise<void>;
}

/**
 * Brings a batch of closed slots into the store. While any event is busy the whole batch comes again (the store knows
 * duplicates) and nothing is given up; only then are the refused ones put aside, so that each is put aside once.
 * Throws what the store or the dead letters throw: the bus delivers again.
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
  const refused = batch.flatMap((event, i) => refusedBy(event, verdicts[i]));
  if (refused.length > 0) await deadLetters.put(refused);
  return done();
}

function refusedBy(event: CountEvent, verdict: AppendVerdict | undefined): RefusedEvent[] {
  if (!verdict)
    throw new Error(`the store gave no verdict on ${event.eventId}; expected one per event, in order`);
  return verdict.kind === 'refused' ? [{ event, why: verdict.why }] : [];
}
