const firstMs = 2_000;
const maxMs = 60_000;

/**
 * Returns the delay before the next attempt, ms: 1–2 s after the first failure, doubling up to 30–60 s. The random half
 * keeps many cameras of one network from reconnecting at the same moment.
 * @param failures failed attempts in a row before this delay, from 0
 * @param random returns 0 ≤ x < 1
 */
export function backOffMs(failures: number, random: () => number): number {
  const upper = Math.min(maxMs, firstMs * 2 ** Math.min(failures, 30));
  return (upper / 2) * (1 + random());
}

/** Cameras lock an account for about 30 minutes after 5 to 7 rejected attempts. */
const rejectedMs = 15 * 60_000;

/**
 * Returns the delay before the next attempt after the camera rejected the credentials, ms: 15–22.5 minutes. New
 * credentials restart the stream and are tried at once.
 * @param random returns 0 ≤ x < 1
 */
export function rejectionBackOffMs(random: () => number): number {
  return rejectedMs * (1 + random() / 2);
}
