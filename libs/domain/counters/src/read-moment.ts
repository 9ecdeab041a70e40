import { dayMs, minuteMs } from '@vialog/contracts';

/** A moment of a file: epoch ms with an offset, else a local time as if it were UTC; or what was expected. */
export type ReadMoment =
  | { readonly kind: 'instant'; readonly at: number }
  | { readonly kind: 'local'; readonly local: number }
  | { readonly kind: 'invalid'; readonly message: string };

const clock = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?`;
const yearFirst = new RegExp(
  String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T ]+${clock}\s*(Z|[+-]\d{2}:?\d{2})?$`,
  'i',
);
const dayFirst = new RegExp(String.raw`^(\d{1,2})\.(\d{1,2})\.(\d{4})[T ,]+${clock}$`);
const ambiguous = /^\d{1,2}\/\d{1,2}\/\d{4}\b/;

/** Reads `2026-11-30T08:15+01:00`, `2026-11-30 08:15`, `2026/11/30 08:15` or `30.11.2026 08:15`; 24:00 ends a day. */
export function readMoment(text: string): ReadMoment {
  const [, year, month, day, ...rest] = yearFirst.exec(text) ?? [];
  if (year !== undefined) return momentOf([year, month, day], rest.slice(0, 3), rest[3]);
  const [, lastDay, lastMonth, lastYear, ...time] = dayFirst.exec(text) ?? [];
  if (lastYear !== undefined) return momentOf([lastYear, lastMonth, lastDay], time, undefined);
  return invalid(text, ambiguous.test(text) ? ' (day and month of 3/4/2026 are ambiguous)' : '');
}

const invalid = (text: string, why = ''): ReadMoment => ({
  kind: 'invalid',
  message: `expected a time like 2026-11-30T08:15+01:00 or 2026-11-30 08:15, found "${text.slice(0, 40)}"${why}`,
});

type Parts = readonly (string | undefined)[];

function momentOf(date: Parts, time: Parts, offset: string | undefined): ReadMoment {
  const day = dayOf(date);
  const ofDay = timeOf(time);
  if (day === undefined || ofDay === undefined)
    return invalid([date.join('-'), time.join(':')].join(' '), ', which does not exist');
  const local = day + ofDay;
  return offset === undefined
    ? { kind: 'local', local }
    : { kind: 'instant', at: local - minutesOf(offset) * minuteMs };
}

/** Midnight of a date, epoch ms; undefined if the date does not exist. */
function dayOf(date: Parts): number | undefined {
  const [year = 0, month = 0, day = 0] = date.map(Number);
  const midnight = new Date(Date.UTC(year, month - 1, day));
  const exists = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day;
  return exists ? midnight.getTime() : undefined;
}

/** Time since midnight, ms; 24:00 is the end of the day. */
function timeOf(time: Parts): number | undefined {
  const [hour = 0, minute = 0, second = 0] = time.map((part) => Number(part ?? 0));
  const ms = (hour * 60 + minute) * minuteMs + second * 1_000;
  return minute < 60 && second < 60 && ms <= dayMs ? ms : undefined;
}

function minutesOf(offset: string): number {
  if (/^z$/i.test(offset)) return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
