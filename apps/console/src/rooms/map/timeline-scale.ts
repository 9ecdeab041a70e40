/** The bucket size that gives about 10 to 200 bars for a range of `windowMs`. */
export function bucketOf(windowMs: number): '1m' | '15m' | '1h' | '1d' {
  const hour = 3_600_000;
  if (windowMs <= 3 * hour) return '1m';
  if (windowMs <= 49 * hour) return '15m';
  return windowMs <= 8 * 24 * hour ? '1h' : '1d';
}

/** The time zone of all cameras if they share one, otherwise UTC: an axis has one time zone. */
export function commonTimeZone(zones: readonly string[]): string {
  const first = zones[0];
  return first !== undefined && zones.every((zone) => zone === first) ? first : 'UTC';
}

/**
 * The share of a bucket that was not measured, 0 to 1. The histogram has the number of expected intervals only for the
 * whole range, so every bucket is assumed to expect the same number.
 */
export function gapShare(gaps: number, expectedInRange: number, buckets: number): number {
  const expected = expectedInRange / buckets;
  return gaps === 0 || expected === 0 ? 0 : Math.min(1, gaps / expected);
}
