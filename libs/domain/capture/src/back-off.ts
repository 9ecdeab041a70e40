const firstMs = 2_000;
const longestMs = 60_000;

/**
 * How long to wait before the next try, ms: 1–2 s after the first failure, doubling up to 30–60 s. The random half
 * keeps a hundred cameras behind one switch from knocking at the same moment.
 * @param failures failed tries in a row before this wait, from 0
 * @param random answers 0 ≤ x < 1
 */
export function backOffMs(failures: number, random: () => number): number {
  const longest = Math.min(longestMs, firstMs * 2 ** Math.min(failures, 30));
  return (longest / 2) * (1 + random());
}
