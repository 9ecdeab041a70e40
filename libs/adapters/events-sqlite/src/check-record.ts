import { maxFutureSkewMs, countEvent, epochOf, eventRetentionMs, type CountEvent } from '@vialog/contracts';
import { isCertainlyValid } from '@vialog/events';

export interface RecordLimits {
  /** How far back a slot may start, ms. */
  readonly retentionMs: number;
  /** How far ahead of the clock a slot may start, ms. */
  readonly aheadMs: number;
}

export const defaultLimits: RecordLimits = { retentionMs: eventRetentionMs, aheadMs: maxFutureSkewMs };

/** Whether a record with the same place was accepted before. */
export type IsKnownPlace = (event: CountEvent, slotStart: number) => boolean;

/** Returns the record as the schema reads it, or the reason why it is rejected. `now` in epoch ms. */
export function checkRecord(
  record: unknown,
  { now, knows }: { now: number; knows: IsKnownPlace },
  limits: RecordLimits,
): CountEvent | string {
  const event = isCertainlyValid(record, knows) ? record : readRecord(record);
  if (typeof event === 'string') return event;
  const start = epochOf(event.slotStartAt);
  if (start < now - limits.retentionMs)
    return `out of retention: ${event.slotStartAt} is more than ${limits.retentionMs / 86_400_000} days ago`;
  if (start > now + limits.aheadMs)
    return `in the future: ${event.slotStartAt} is more than ${limits.aheadMs / 60_000} minutes ahead`;
  return event;
}

function readRecord(record: unknown): CountEvent | string {
  const parsed = countEvent.safeParse(record);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return `not a count event: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unreadable'}`;
}
