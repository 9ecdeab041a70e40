import {
  dayMs,
  maxCalendarYear,
  minCalendarYear,
  VialogError,
  type SpecialDaysQuery,
  type SpecialDaysResponse,
} from '@vialog/contracts';
import type { SpecialDayReader } from './special-days.port.ts';

/** Longest range, days. */
const maxDays = 1_200;

/**
 * Holidays and events of a range of local days.
 * @throws {VialogError} VALIDATION_FAILED when the range is empty, too long or outside the years of special days
 */
export async function listSpecialDays(
  specialDays: SpecialDayReader,
  { from, to, timeZone, sites }: SpecialDaysQuery,
): Promise<SpecialDaysResponse> {
  checkYear('from', from);
  checkYear('to', to);
  const range = { from: dayOf(from), to: dayOf(to) };
  if (range.to < range.from) throw invalid('to', `Expected a day on or after ${from}, found ${to}.`);
  if (range.to - range.from > maxDays)
    throw invalid(
      'to',
      `Expected at most ${maxDays} days after ${from}, found ${to}; choose a shorter range.`,
    );
  const ofPlace = await specialDays.between(range);
  return { items: [...ofPlace({ timeZone, sites: sites ?? [] })] };
}

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / dayMs;

function checkYear(path: string, date: string): void {
  const year = Number(date.slice(0, 4));
  if (year >= minCalendarYear && year <= maxCalendarYear) return;
  throw invalid(path, `Expected a day of the years ${minCalendarYear} to ${maxCalendarYear}, found ${date}.`);
}

const invalid = (path: string, message: string): VialogError =>
  new VialogError('VALIDATION_FAILED', message, { details: [{ path, message }] });
