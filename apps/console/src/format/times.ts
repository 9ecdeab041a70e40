import type { TFunction } from 'i18next';

/** Formatters are expensive to create: one per language and set of options. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = formatters.get(key);
  if (known) return known;
  const created = new Intl.DateTimeFormat(language, options);
  formatters.set(key, created);
  return created;
}

/** The language and the time zone in which a time is shown. */
export interface TimeFormat {
  readonly language: string;
  /** IANA time zone of the camera, not of the reader. */
  readonly timeZone: string;
}

const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

export const timeOfDay = (at: number, format: TimeFormat): string =>
  formatter(format.language, { ...clock, timeZone: format.timeZone }).format(at);

export const timeWithSeconds = (at: number, format: TimeFormat): string =>
  formatter(format.language, { ...clock, second: '2-digit', timeZone: format.timeZone }).format(at);

export const dayAndMonth = (at: number, format: TimeFormat): string =>
  formatter(format.language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: format.timeZone,
  }).format(at);

export const dayOfMonth = (at: number, format: TimeFormat): string =>
  formatter(format.language, { day: 'numeric', month: 'short', timeZone: format.timeZone }).format(at);

export const dayMonthYear = (at: number, format: TimeFormat): string =>
  formatter(format.language, { dateStyle: 'medium', timeZone: format.timeZone }).format(at);

export const dateAndWeekday = (at: number, format: TimeFormat): string =>
  formatter(format.language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: format.timeZone,
  }).format(at);

export const monthAndYear = (at: number, format: TimeFormat): string =>
  formatter(format.language, { month: 'long', year: 'numeric', timeZone: format.timeZone }).format(at);

export const shortMonth = (at: number, format: TimeFormat): string =>
  formatter(format.language, { month: 'short', timeZone: format.timeZone }).format(at);

export const yearOf = (at: number, format: TimeFormat): string =>
  formatter(format.language, { year: 'numeric', timeZone: format.timeZone }).format(at);

/** Short name of an ISO weekday, 1 Monday to 7 Sunday. 5 January 1970 was a Monday. */
export const weekdayName = (weekday: number, language: string): string =>
  formatter(language, { weekday: 'short', timeZone: 'UTC' }).format((weekday + 3) * 86_400_000);

/** Date, time to the second and offset, e.g. "5 Mar 2026, 17:20:10 UTC+08:00". */
export function fullTime(at: number, format: TimeFormat): string {
  const day = formatter(format.language, { dateStyle: 'medium', timeZone: format.timeZone }).format(at);
  return `${day} ${timeWithSeconds(at, format)} ${offsetAt(at, format.timeZone)}`;
}

/** UTC offset of a time zone at a time, e.g. "UTC+08:00"; UTC is "UTC+00:00". */
export function offsetAt(at: number, timeZone: string): string {
  const parts = formatter('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  return name === 'GMT' ? 'UTC+00:00' : name.replace('GMT', 'UTC');
}

/** The UTC offset without "UTC", for narrow rows. */
export const shortOffsetAt = (at: number, timeZone: string): string =>
  offsetAt(at, timeZone).replace('UTC', '');

/** Start of the local day that contains `at`, epoch ms; correct across daylight-saving changes. */
export function startOfDay(at: number, timeZone: string): number {
  const midnight = Date.parse(`${localDate(at, timeZone)}T00:00:00Z`);
  const estimate = midnight - offsetMs(midnight, timeZone);
  return midnight - offsetMs(estimate, timeZone);
}

/** Start of the local day after the one that contains `at`, epoch ms. */
export const startOfNextDay = (at: number, timeZone: string): number =>
  startOfDay(startOfDay(at, timeZone) + 36 * 3_600_000, timeZone);

/** Date and time of day for an input of type `datetime-local`, e.g. "2026-03-05T17:20". */
export const localTimeText = (at: number, timeZone: string): string =>
  new Date(at + offsetMs(at, timeZone)).toISOString().slice(0, 16);

/** The instant of a local date and time; text that is not one is returned as it is. */
export function instantOfLocalTime(text: string, timeZone: string): string {
  const local = Date.parse(`${text}Z`);
  if (!/^\d{4,}-\d\d-\d\dT\d\d:\d\d/.test(text) || Number.isNaN(local)) return text;
  const estimate = local - offsetMs(local, timeZone);
  return new Date(local - offsetMs(estimate, timeZone)).toISOString();
}

function localDate(at: number, timeZone: string): string {
  return formatter('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(at);
}

function offsetMs(at: number, timeZone: string): number {
  const match = /UTC([+-])(\d\d):(\d\d)/.exec(offsetAt(at, timeZone));
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -1 : 1) * minutes * 60_000;
}

/** An age such as "42 s ago": seconds below two minutes, minutes below two hours, hours below two days, then days. */
export function ageText(ms: number, t: TFunction): string {
  const { unit, size } = ageUnits.find(({ below }) => ms < below) ?? { unit: 'day', size: 86_400_000 };
  return t(`age.${unit}`, { number: Math.floor(ms / size) });
}

const ageUnits = [
  { unit: 'second', size: 1_000, below: 120_000 },
  { unit: 'minute', size: 60_000, below: 7_200_000 },
  { unit: 'hour', size: 3_600_000, below: 172_800_000 },
];
