import { dayMs } from '../durations.ts';

/** How long single events are kept, ms: 30 days (docs/privacy.md). Stores reject older events. */
export const eventRetentionMs = 30 * dayMs;

/** How long roll-ups by the quarter hour are kept, ms: 396 days (docs/privacy.md). Roll-ups by the hour are never deleted. */
export const quarterHourRetentionMs = 396 * dayMs;

/** How far ahead of the store's clock a slot may start, ms. Stores reject later events. */
export const maxFutureSkewMs = 120_000;
