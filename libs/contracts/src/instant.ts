import { z } from 'zod';

/** What Vialog writes: UTC with milliseconds. */
export const instant = z.iso.datetime({
  precision: 3,
  message: 'expected a UTC time like 2026-01-31T08:00:00.000Z',
});
/** What Vialog accepts: any ISO 8601 time that carries an offset. */
export const instantInput = z.iso.datetime({
  offset: true,
  error: ({ input }) =>
    `expected a time with an offset, like 2026-01-31T08:00:00+08:00 or …Z${lostPlus(input)}`,
});

/** A + in a web address that is not written %2B arrives as a blank. */
const lostPlus = (input: unknown): string =>
  typeof input === 'string' && /\d \d\d:?\d\d$/.test(input) ? '; in a web address + is written %2B' : '';

export const isoOf = (epochMs: number): string => new Date(epochMs).toISOString();
/** Epoch milliseconds of a validated ISO time. */
export const epochOf = (iso: string): number => Date.parse(iso);

/** An IANA time zone known to this runtime, e.g. Asia/Shanghai. */
export const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'expected an IANA time zone, like Asia/Shanghai or UTC')
  .describe('IANA time zone, e.g. Asia/Shanghai');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
