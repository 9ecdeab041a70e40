import { countEvent, epochOf, type CountEvent } from '@vialog/contracts';

export interface RecordLimits {
  /** How far back a slot may start, ms. */
  readonly retentionMs: number;
  /** How far ahead of the clock a slot may start, ms. */
  readonly aheadMs: number;
}

export const usualLimits: RecordLimits = { retentionMs: 30 * 86_400_000, aheadMs: 120_000 };

/** The record as the contracts read it, or why it will never be taken. `now` in epoch ms. */
export function checkRecord(record: unknown, now: number, limits: RecordLimits): CountEvent | string {
  const parsed = countEvent.safeParse(record);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `not a count event: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unreadable'}`;
  }
  const start = epochOf(parsed.data.slotStartAt);
  if (start < now - limits.retentionMs)
    return `out of retention: ${parsed.data.slotStartAt} is more than ${limits.retentionMs / 86_400_000} days ago`;
  if (start > now + limits.aheadMs)
    return `in the future: ${parsed.data.slotStartAt} is more than ${limits.aheadMs / 60_000} minutes ahead`;
  return parsed.data;
}
