import type { Completeness } from '@vialog/contracts';

/** A delay that is normal, ms. */
const normalDelayMs = 30_000;
/** A range that ends this close to the present includes it, ms. */
const presentMs = 5 * 60_000;

/** True if the range ends at the present and its newest count is late. A range in the past has no newer counts. */
export const isDelayed = ({ behindMs }: Pick<Completeness, 'behindMs'>, to: number, now: number): boolean =>
  behindMs > normalDelayMs && now - to < presentMs;
