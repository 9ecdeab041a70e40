import { dayMs, VialogError, type SpecialDaysQuery, type SpecialDaysResponse } from '@vialog/contracts';
import type { SpecialDayReader } from './special-days.port.ts';

/** Longest range, days. */
const maxDays = 1_200;

/**
 * Holidays and events of a range of local days.
 * @throws {VialogError} VALIDATION_FAILED when the range is empty or too long
 */
export async function listSpecialDays(
  specialDays: SpecialDayReader,
  { from, to, timeZone, sites }: SpecialDaysQuery,
): Promise<SpecialDaysResponse> {
  const range = { from: dayOf(from), to: dayOf(to) };
  if (range.to < range.from) throw invalidEnd(`Expected a day on or after ${from}, found ${to}.`);
  if (range.to - range.from > maxDays)
    throw invalidEnd(`Expected at most ${maxDays} days after ${from}, found ${to}; choose a shorter range.`);
  const ofPlace = await specialDays.between(range);
  return { items: [...ofPlace({ timeZone, sites: sites ?? [] })] };
}

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / dayMs;

const invalidEnd = (message: string): VialogError =>
  new VialogError('VALIDATION_FAILED', message, { details: [{ path: 'to', message }] });
