import { z } from 'zod';

/** Time in records and responses: UTC with milliseconds. */
export const instant = z.iso.datetime({
  precision: 3,
  message: 'expected a UTC time like 2026-01-31T08:00:00.000Z',
});
/** Time in requests: ISO 8601 with an offset. */
export const instantInput = z.iso.datetime({
  offset: true,
  error: ({ input }) =>
    `expected a time with an offset, like 2026-01-31T08:00:00+08:00 or …Z${lostPlusHint(input)}`,
});

/** A `+` in a query string that is not encoded as %2B arrives as a space. */
const lostPlusHint = (input: unknown): string =>
  typeof input === 'string' && /\d \d\d:?\d\d$/.test(input) ? '; encode + as %2B in a URL' : '';

export const isoOf = (epochMs: number): string => new Date(epochMs).toISOString();
/** Epoch milliseconds of a validated ISO time. */
export const epochOf = (iso: string): number => Date.parse(iso);
