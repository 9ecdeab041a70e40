import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { HourValue } from './hour-values.ts';

/** Monday 2026-01-05 as days since 1970. */
export const monday = 20_458;

/** A completely measured hour; `day` counts from a Monday. */
export const hourOf = (day: number, hour: number, value: number | null): HourValue => ({
  start: (monday + day) * 86_400_000 + hour * 3_600_000,
  day: monday + day,
  weekday: (((day % 7) + 7) % 7) + 1,
  hour,
  value,
  expected: 360,
  measured: value === null ? 0 : 360,
});

/** All hours of some days. */
export const hoursOf = (
  days: readonly number[],
  valueOf: (day: number, hour: number) => number,
): HourValue[] =>
  days.flatMap((day) => Array.from({ length: 24 }, (_, hour) => hourOf(day, hour, valueOf(day, hour))));

export const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);

/** Normally distributed numbers (Box & Muller), the same for the same seed. */
export function normalNumbers(seed: number): () => number {
  const random = xoroshiro128plus(seed);
  return () =>
    Math.sqrt(-2 * Math.log(1 - uniformFloat64(random))) * Math.cos(2 * Math.PI * uniformFloat64(random));
}
