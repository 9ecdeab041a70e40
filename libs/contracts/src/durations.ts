export const minuteMs = 60_000;
export const quarterMs = 15 * minuteMs;
export const hourMs = 60 * minuteMs;
/** A UTC day. A local day can be an hour shorter or longer. */
export const dayMs = 24 * hourMs;
