/** Bucket that gives a timeline between about 10 and 200 bars for a window, ms. */
export function bucketOf(windowMs: number): '1m' | '15m' | '1h' | '1d' {
  const hour = 3_600_000;
  if (windowMs <= 3 * hour) return '1m';
  if (windowMs <= 49 * hour) return '15m';
  return windowMs <= 8 * 24 * hour ? '1h' : '1d';
}

/** The zone all cameras share, else UTC: one axis can tell only one time. */
export function commonTimeZone(zones: readonly string[]): string {
  const first = zones[0];
  return first !== undefined && zones.every((zone) => zone === first) ? first : 'UTC';
}
