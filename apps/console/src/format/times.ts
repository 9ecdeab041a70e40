/** Formatters are costly to make and few: one per language, zone and shape. */
const made = new Map<string, Intl.DateTimeFormat>();

function formatter(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = made.get(key);
  if (known) return known;
  const fresh = new Intl.DateTimeFormat(language, options);
  made.set(key, fresh);
  return fresh;
}

/** Where and in which language a time is told. */
export interface TimeManner {
  readonly language: string;
  /** IANA zone of the camera, never the viewer's. */
  readonly timeZone: string;
}

const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

export const timeOfDay = (at: number, manner: TimeManner): string =>
  formatter(manner.language, { ...clock, timeZone: manner.timeZone }).format(at);

export const timeWithSeconds = (at: number, manner: TimeManner): string =>
  formatter(manner.language, { ...clock, second: '2-digit', timeZone: manner.timeZone }).format(at);

export const dayAndMonth = (at: number, manner: TimeManner): string =>
  formatter(manner.language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: manner.timeZone,
  }).format(at);

export const dayOfMonth = (at: number, manner: TimeManner): string =>
  formatter(manner.language, { day: 'numeric', month: 'short', timeZone: manner.timeZone }).format(at);

/** Date, time to the second and offset, e.g. "5 Mar 2026, 17:20:10 UTC+08:00". */
export function fullTime(at: number, manner: TimeManner): string {
  const day = formatter(manner.language, { dateStyle: 'medium', timeZone: manner.timeZone }).format(at);
  return `${day} ${timeWithSeconds(at, manner)} ${offsetAt(at, manner.timeZone)}`;
}

/** Offset of a zone at a moment, e.g. "UTC+08:00"; UTC itself is "UTC+00:00". */
export function offsetAt(at: number, timeZone: string): string {
  const parts = formatter('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  return name === 'GMT' ? 'UTC+00:00' : name.replace('GMT', 'UTC');
}

/** The same without "UTC", for tight rows. */
export const shortOffsetAt = (at: number, timeZone: string): string =>
  offsetAt(at, timeZone).replace('UTC', '');

/** Start of the local day that holds `at`, epoch ms; right over daylight-saving changes. */
export function startOfDay(at: number, timeZone: string): number {
  const midnight = Date.parse(`${localDate(at, timeZone)}T00:00:00Z`);
  const guess = midnight - offsetMs(midnight, timeZone);
  return midnight - offsetMs(guess, timeZone);
}

/** Start of the local day after the one that holds `at`, epoch ms. */
export const startOfNextDay = (at: number, timeZone: string): number =>
  startOfDay(startOfDay(at, timeZone) + 36 * 3_600_000, timeZone);

function localDate(at: number, timeZone: string): string {
  return formatter('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(at);
}

function offsetMs(at: number, timeZone: string): number {
  const match = /UTC([+-])(\d\d):(\d\d)/.exec(offsetAt(at, timeZone));
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -1 : 1) * minutes * 60_000;
}

/** An age in the unit a person would use: seconds below two minutes, minutes below two hours, then hours, days. */
export function ageText(ms: number, language: string): string {
  const [unit, size] = ageUnits.find(([, , below]) => ms < below) ?? (['day', 86_400_000] as const);
  return numberFormatter(language, unit).format(Math.floor(ms / size));
}

const ageUnits = [
  ['second', 1_000, 120_000],
  ['minute', 60_000, 7_200_000],
  ['hour', 3_600_000, 172_800_000],
] as const;

const ages = new Map<string, Intl.NumberFormat>();

function numberFormatter(language: string, unit: string): Intl.NumberFormat {
  const key = `${language} ${unit}`;
  const known =
    ages.get(key) ?? new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'narrow' });
  ages.set(key, known);
  return known;
}
