import type { CountEvent } from '@vialog/contracts';
import { epochOf, eventIdOf, isoOf, minuteMs } from '@vialog/contracts';

const dayMinutes = 1440;

/** Start of the record's slot, epoch ms. */
export const startOf = (event: CountEvent): number => epochOf(event.slotStartAt);
/** End of the last slot the record covers, epoch ms. */
export const endOf = (event: CountEvent): number => startOf(event) + event.slots * event.slotMs;

/**
 * The rest of a gap span whose first slot was measured later: the same gap, one slot shorter. Undefined if nothing is
 * left. Local time is advanced by arithmetic, because a span lies within one hour.
 */
export function restOfSpan(gap: CountEvent): CountEvent | undefined {
  if (gap.kind !== 'gap' || gap.slots === 1) return undefined;
  const start = startOf(gap);
  const slotStart = start + gap.slotMs;
  const minute = gap.localMinute + Math.floor(slotStart / minuteMs) - Math.floor(start / minuteMs);
  return {
    ...gap,
    slotStartAt: isoOf(slotStart),
    eventId: eventIdOf({ ...gap, slotStart }),
    slots: gap.slots - 1,
    localMinute: minute % dayMinutes,
    localWeekday: minute < dayMinutes ? gap.localWeekday : (gap.localWeekday % 7) + 1,
  };
}
