/** Says how an ambiguous value was interpreted; `suggestion` is an unambiguous spelling. */
export interface ReadNote {
  readonly message: string;
  readonly suggestion: string;
}

/** A parsed value, or the part of a sentence that says what was expected. */
export type Read<T> = { readonly value: T; readonly note?: ReadNote } | { readonly expected: string };

export const read = <T>(value: T): Read<T> => ({ value });
export const expected = (message: string): Read<never> => ({ expected: message });

const decimal = /^[+-]?\d{1,9}(\.\d{1,12})?$/;
const sixDecimals = (value: number): number => Math.round(value * 1e6) / 1e6 + 0;

/** A decimal number, rounded to 6 decimals. */
export function readDecimal(text: string): number | undefined {
  return decimal.test(text) ? sixDecimals(Number(text)) : undefined;
}

export function readAmount(text: string): Read<number> {
  if (/^\d{1,6}$/.test(text)) return read(Number(text));
  return expected(`a whole number from 0 to 999999, like car>=20, found "${text}"`);
}

/** 85% or 0.85 → 0.85. */
export function readRatio(text: string): Read<number> {
  const percent = /^(\d{1,5}(?:\.\d{1,4})?)%$/.exec(text)?.[1];
  if (percent !== undefined) return read(sixDecimals(Number(percent) / 100));
  const ratio = readDecimal(text);
  if (ratio !== undefined && ratio >= 0 && ratio <= 1) return read(ratio);
  return expected(`a percentage, like occupancy>85%, or a ratio of 0 to 1, found "${text}"`);
}

const unitMs: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const longestMs = 3660 * 86_400_000;

/** 90s, 10m, 2h, 1h30m, 7d, 2w → ms. */
export function readDuration(text: string, example: string): Read<number> {
  const parts = [...text.toLowerCase().matchAll(/(\d{1,9})([smhdw])/gy)];
  const ms = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitMs[unit ?? ''] ?? 0), 0);
  const whole = parts.map(([part]) => part).join('') === text.toLowerCase();
  if (whole && ms > 0 && ms <= longestMs) return read(ms);
  return expected(`a length of time of at most 3660d, like ${example} (units s m h d w), found "${text}"`);
}

/** Metres: 500m, 2km, 1.5km. */
export function readDistance(text: string): Read<number> {
  const [, amount, unit] = /^(\d{1,8}(?:\.\d{1,3})?)(k?m)$/i.exec(text) ?? [];
  const metres = unit
    ? Math.round(Number(amount) * (unit.toLowerCase() === 'km' ? 1000 : 1) * 1000) / 1000
    : 0;
  if (metres >= 1 && metres <= 20_100_000) return read(metres);
  return expected(`a distance of at least 1m and at most 20100km, like 500m or 2km, found "${text}"`);
}

const moment = /^(\d{4})-(\d\d)-(\d\d)t(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(?:z|([+-])(\d\d):?(\d\d))$/i;

/** An ISO time with an offset → epoch ms. A time without an offset is ambiguous and is rejected. */
export function readMoment(text: string, field: string): Read<number> {
  const parts = moment.exec(text);
  if (!parts) return expected(momentHint(text, field));
  const utc = utcOf(parts);
  const offset = offsetOf(parts);
  if (utc === undefined || offset === undefined)
    return expected(`a time that exists, like ${field}:2026-01-31T08:00+08:00, found "${text}"`);
  return read(utc - offset);
}

/** The date and time of the match as if they were UTC; undefined for 30 February or 25:61. */
function utcOf(parts: RegExpExecArray): number | undefined {
  const [, year, month, day, hour, minute, second = '00', millis = ''] = parts;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.${millis.padEnd(3, '0')}Z`;
  const utc = Date.parse(iso);
  return !Number.isNaN(utc) && new Date(utc).toISOString() === iso ? utc : undefined;
}

/** Offset from UTC, ms; undefined for an offset that no time zone has. */
function offsetOf(parts: RegExpExecArray): number | undefined {
  const [hours, minutes] = [Number(parts[9] ?? 0), Number(parts[10] ?? 0)];
  if (hours > 18 || minutes > 59) return undefined;
  return (parts[8] === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function momentHint(text: string, field: string): string {
  const day = /^\d{4}-\d\d-\d\d/.exec(text)?.[0];
  const time = /t(\d\d:\d\d)/i.exec(text)?.[1] ?? '00:00';
  if (day === undefined)
    return `a time with its offset, like ${field}:2026-01-31T08:00+08:00, found "${text}"`;
  return `the offset from UTC too, like ${field}:${day}T${time}+08:00 or ${field}:${day}T${time}Z, found "${text}" (in a web address + is written %2B)`;
}

/** 17:00 or 17 → minute of the day, 24:00 included. */
function readMinute(text: string): number | undefined {
  const [, hour, minute] = /^(\d{1,2})(?::(\d\d))?$/.exec(text) ?? [];
  const total = Number(hour) * 60 + Number(minute ?? 0);
  return hour !== undefined && Number(minute ?? 0) < 60 && total <= 1440 ? total : undefined;
}

/** 17:00-19:00 → minutes of the day; 22:00-02:00 crosses midnight. */
export function readClockRange(text: string): Read<{ start: number; end: number }> {
  const [first, second, ...more] = text.split(/[-–~]/);
  const start = readMinute(first ?? '');
  const end = readMinute(second ?? '');
  if (start === undefined || end === undefined || more.length > 0)
    return expected(`two local times, like at:17:00-19:00, found "${text}"`);
  if (start % 1440 === end % 1440) return expected('two different times; the whole day needs no at:');
  return read({ start: start % 1440, end: end === 0 ? 1440 : end });
}

const dayNames: readonly (readonly string[])[] = [
  ['mon', 'monday', '周一', '星期一'],
  ['tue', 'tuesday', '周二', '星期二'],
  ['wed', 'wednesday', '周三', '星期三'],
  ['thu', 'thursday', '周四', '星期四'],
  ['fri', 'friday', '周五', '星期五'],
  ['sat', 'saturday', '周六', '星期六'],
  ['sun', 'sunday', '周日', '星期日', '星期天'],
];

const dayOf = (text: string): number => dayNames.findIndex((names) => names.includes(text.toLowerCase())) + 1;

/** fri or mon-fri → ISO weekdays. */
export function readDays(text: string): Read<readonly number[]> {
  const [first = '', last = first, ...more] = text.split('-');
  const [from, to] = [dayOf(first), dayOf(last)];
  if (from === 0 || to === 0 || more.length > 0)
    return expected(
      `a weekday of mon tue wed thu fri sat sun, like on:fri,sat or on:mon-fri, found "${text}"`,
    );
  return read(Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => ((from - 1 + i) % 7) + 1));
}
