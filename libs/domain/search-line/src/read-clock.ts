import { expected, read, type Read } from './read-values.ts';

type PartOfDay = 'am' | 'noon' | 'pm' | 'night';

interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly part: PartOfDay | undefined;
}

const parts: Readonly<Record<string, PartOfDay>> = {
  am: 'am',
  pm: 'pm',
  凌晨: 'am',
  早上: 'am',
  上午: 'am',
  中午: 'noon',
  下午: 'pm',
  傍晚: 'pm',
  晚上: 'night',
};
const western = /^(\d{1,2})(?::(\d\d))?(am|pm)?$/i;
const chinese = /^(凌晨|早上|上午|中午|下午|傍晚|晚上)?(\d{1,2})(?:[点时](?:(\d{1,2})分|(半))?|:(\d\d))?$/;

/** 17, 17:00, 5pm, 17点30分, 下午5点半. */
function readTime(text: string): ClockTime | undefined {
  const [, hour, minute, western12] = western.exec(text) ?? [];
  if (hour !== undefined) return clockTime(hour, minute, western12?.toLowerCase());
  const [, part, count, minutes, isHalfPast, digits] = chinese.exec(text) ?? [];
  if (count === undefined) return undefined;
  return clockTime(count, isHalfPast === undefined ? (minutes ?? digits) : '30', part);
}

const clockTime = (hour: string, minute = '0', part = ''): ClockTime => ({
  hour: Number(hour),
  minute: Number(minute),
  part: parts[part],
});

const isOf12 = ({ hour }: ClockTime): boolean => hour >= 1 && hour <= 12;

/** Minute of the day, 24:00 included; undefined for a time that does not exist. */
function minuteOf(time: ClockTime, inherited?: PartOfDay): number | undefined {
  const { hour, minute, part = isOf12(time) ? inherited : undefined } = time;
  if (part === 'am' && hour > 12) return undefined;
  const total = (part === undefined ? hour : hoursOfDay[part](hour)) * 60 + minute;
  return minute < 60 && total <= 1440 ? total : undefined;
}

/** 12 am is 0; 下午17点 is 17; 中午11点 is 11, 中午1点 is 13; 晚上12点 is 24, 晚上1点 is 1. */
const hoursOfDay: Readonly<Record<PartOfDay, (hour: number) => number>> = {
  am: (hour) => (hour === 12 ? 0 : hour),
  noon: (hour) => (hour < 11 ? hour + 12 : hour),
  pm: (hour) => (hour < 12 ? hour + 12 : hour),
  night: (hour) => (hour === 12 ? 24 : hour > 4 && hour < 12 ? hour + 12 : hour),
};

/** Minutes. */
const halfDay = 720;
const separator = /[-–—~到至]/;

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
  const end = endAfter(first, second);
  const start = end === undefined ? undefined : startBefore(first, second, end);
  return end === undefined || start === undefined ? undefined : { start, end };
}

/** 5-7pm begins at 17:00, 11-1pm at 11:00: the first time takes the part of the second where it stays before it. */
function startBefore(first: ClockTime, second: ClockTime, end: number): number | undefined {
  const start = minuteOf(first, second.part);
  return start !== undefined && start >= end ? minuteOf(first) : start;
}

/**
 * 下午5点到7点 ends at 19:00, 上午11点到1点 at 13:00, 10pm-2 at 02:00: the second time takes the part of the first where it
 * stays after it, else it is half a day later. 晚上 reaches until the next morning.
 */
function endAfter(first: ClockTime, second: ClockTime): number | undefined {
  const [start, end] = [minuteOf(first), minuteOf(second, first.part)];
  const isOpen = first.part !== undefined && second.part === undefined && isOf12(second);
  if (!isOpen || first.part === 'night' || start === undefined || end === undefined) return end;
  return end < start ? (end + halfDay) % 1440 : end;
}

/** Whether a word is a range of times even without `at:`: 17:00-19:00, 5-7pm, 17点到19点; not 17-19. */
export const isClockRange = (text: string): boolean =>
  /:|am|pm|点|时/i.test(text) && /^[\d凌早上中下傍晚]/.test(text) && 'value' in readClockRange(text);
