import type { CountEvent } from '@vialog/contracts';
import { isCertainlyValid, limitRejection, readRecord, type RecordLimits } from '@vialog/events';

/** Whether a record with the same place was accepted before. */
export type IsKnownPlace = (event: CountEvent, slotStart: number) => boolean;

/** Returns the record as the schema reads it, or the reason why it is rejected. `now` in epoch ms. */
export function checkRecord(
  record: unknown,
  { now, knows }: { now: number; knows: IsKnownPlace },
  limits: RecordLimits,
): CountEvent | string {
  const event = isCertainlyValid(record, knows) ? record : readRecord(record);
  return typeof event === 'string' ? event : (limitRejection(event, now, limits) ?? event);
}
