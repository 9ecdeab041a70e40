import { instantOfLocal } from '@vialog/measuring';
import { z } from 'zod';

/** A reading of a clock: a date like 2026-05-01, or a date with a time like 2026-05-01T09:00:00. */
const reading = z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?$/);

export const eventMoment = z.strictObject({
  local: reading.describe('Local date, or local date and time'),
  timeZone: z
    .string()
    .nullable()
    .describe('IANA time zone of the clock; null: the clock of each place, and for dates'),
});
export type EventMoment = z.infer<typeof eventMoment>;

/** What is kept of an event of an iCalendar file: its name and its times, never persons, places or descriptions. */
export const calendarEvent = z.strictObject({
  name: z.string().min(1).max(200),
  start: eventMoment,
  length: z.int().min(0).describe('Days if the start is a date, otherwise ms on the clock of the event'),
  rule: z.string().nullable().describe('Recurrence rule (RFC 5545, 3.3.10) with UNTIL in UTC; null: once'),
  added: z.array(eventMoment).describe('Further starts (RDATE)'),
  excluded: z
    .array(eventMoment)
    .describe('Starts that do not take place (EXDATE, or changed by another event)'),
});
export type CalendarEvent = z.infer<typeof calendarEvent>;

/** Whether an event begins on a date and not at a time. */
export const isDate = ({ local }: Pick<EventMoment, 'local'>): boolean => local.length === 10;

/** The reading of the clock as if it were UTC, epoch ms. */
export const wallOf = ({ local }: Pick<EventMoment, 'local'>): number =>
  Date.parse(local.length === 10 ? `${local}T00:00:00Z` : `${local}Z`);

/** The moment, epoch ms. A date or floating time is the reading of the clock as if it were UTC. */
export const instantOf = (moment: EventMoment): number =>
  moment.timeZone === null ? wallOf(moment) : instantOfLocal(wallOf(moment), moment.timeZone);
