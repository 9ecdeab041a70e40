import {
  countEvent,
  dayMs,
  epochOf,
  eventRetentionMs,
  maxFutureSkewMs,
  minuteMs,
  type CountEvent,
} from '@vialog/contracts';

export interface RecordLimits {
  /** How far back a slot may start, ms. */
  readonly retentionMs: number;
  /** How far ahead of the store's clock a slot may start, ms. */
  readonly aheadMs: number;
}

export const recordLimits: RecordLimits = { retentionMs: eventRetentionMs, aheadMs: maxFutureSkewMs };

/** Reads a record by the schema. Returns the reason as a sentence when it is not a count event. */
export function readRecord(record: unknown): CountEvent | string {
  const parsed = countEvent.safeParse(record);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return `not a count event: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unreadable'}`;
}

/** Why a store rejects a slot that starts outside of the limits; undefined when it is inside. `now` in epoch ms. */
export function limitRejection(
  { slotStartAt }: Pick<CountEvent, 'slotStartAt'>,
  now: number,
  { retentionMs, aheadMs }: RecordLimits = recordLimits,
): string | undefined {
  const start = epochOf(slotStartAt);
  if (start < now - retentionMs)
    return `out of retention: ${slotStartAt} is more than ${retentionMs / dayMs} days ago`;
  if (start > now + aheadMs)
    return `in the future: ${slotStartAt} is more than ${aheadMs / minuteMs} minutes ahead`;
  return undefined;
}
