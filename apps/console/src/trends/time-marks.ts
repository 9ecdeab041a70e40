import { dayOfMonth, timeOfDay, yearOf, type TimeFormat } from '../format/times.ts';

/**
 * Labels of a time axis: times of day, dates at midnight and for steps of days, years for steps of years.
 * @param marks epoch s, ascending
 */
export function timeMarks(marks: readonly number[], format: TimeFormat): string[] {
  const step = (marks[1] ?? 0) - (marks[0] ?? 0);
  return marks.map((mark) => {
    const time = timeOfDay(mark * 1_000, format);
    if (step < 80_000 && time !== '00:00') return time;
    return step > 300 * 86_400 ? yearOf(mark * 1_000, format) : dayOfMonth(mark * 1_000, format);
  });
}
