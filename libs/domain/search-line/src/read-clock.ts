import { expected, read, type Read } from './read-values.ts';

type HalfOfDay = 'am' | 'pm';

interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly half: HalfOfDay | undefined;
}

const halves: Readonly<Record<string, HalfOfDay>> = {
  am: 'am',
  pm: 'pm',
  凌晨: 'am',
  早上: 'am',
  上午: 'am',
  中午: 'pm',
  下午: 'pm',
  傍晚: 'pm',
  晚上: 'pm',
};
const western = /^(\d{1,2})(?::(\d\d))?(am|pm)?$/i;
const chinese = /^(凌晨|早上|上午|中午|下午|傍晚|晚上)?(\d{1,2})(?:[点时](?:(\d{1,2})分|(半))?|:(\d\d))?$/;

/** 17, 17:00, 5pm, 17点30分, 下午5点半. */
function readTime(text: string): ClockTime | undefined {
  const [, hour, minute, half] = western.exec(text) ?? [];
  if (hour !== undefined) return clockTime(hour, minute, half?.toLowerCase());
  const [, part, count, minutes, isHalfPast, digits] = chinese.exec(text) ?? [];
  if (count === undefined) return undefined;
  return clockTime(count, isHalfPast === undefined ? (minutes ?? digits) : '30', part);
}

const clockTime = (hour: string, minute = '0', half = ''): ClockTime => ({
  hour: Number(hour),
  minute: Number(minute),
  half: halves[half],
});

/** Minute of the day, 24:00 included; undefined for a time that does not exist. */
function minuteOf({ hour, minute, half }: ClockTime, inherited?: HalfOfDay): number | undefined {
  const isOf12 = hour >= 1 && hour <= 12;
  if (half !== undefined && !isOf12 && !(half === 'pm' && hour < 24)) return undefined;
  const hours = hourOfDay(hour, half ?? (isOf12 ? inherited : undefined));
  const total = hours * 60 + minute;
  return minute < 60 && total <= 1440 ? total : undefined;
}

/** 12 am is 0; 下午17点 is 17. */
function hourOfDay(hour: number, half: HalfOfDay | undefined): number {
  if (half === 'pm' && hour < 12) return hour + 12;
  return half === 'am' && hour === 12 ? 0 : hour;
}

/** 5-7pm begins at 17:00, 11-1pm at 11:00: the first time takes the half of the second where it stays before it. */
function startBefore(first: ClockTime, second: ClockTime, end: number): number | undefined {
  const start = minuteOf(first, second.half);
  return start !== undefined && start >= end ? minuteOf(first) : start;
}

const separator = /[-–~到至]/;

/** 17:00-19:00, 5-7pm or 下午5点到7点 → minutes of the day; 22:00-02:00 crosses midnight. */
export function readClockRange(text: string): Read<{ start: number; end: number }> {
  const times = text.split(separator).map(readTime);
  const [first, second] = times;
  const minutes = first && second && times.length === 2 ? minutesOf(first, second) : undefined;
  if (!minutes)
    return expected('clockRange', `two local times, like at:17:00-19:00, found "${text}"`, { found: text });
  const { start, end } = minutes;
  if (start % 1440 === end % 1440)
    return expected('equalTimes', 'two different times; the whole day needs no at:');
  return read({ start: start % 1440, end: end === 0 ? 1440 : end });
}

function minutesOf(first: ClockTime, second: ClockTime): { start: number; end: number } | undefined {
  const end = minuteOf(second, first.half);
  const start = end === undefined ? undefined : startBefore(first, second, end);
  return end === undefined || start === undefined ? undefined : { start, end };
}

/** Whether a word is a range of times even without `at:`: 17:00-19:00, 5-7pm, 17点到19点; not 17-19. */
export const isClockRange = (text: string): boolean =>
  /:|am|pm|点|时/i.test(text) && /^[\d凌早上中下傍晚]/.test(text) && 'value' in readClockRange(text);
