/** The lease of the process that evaluates rules and delivers alerts outlasts several failed attempts to extend it, ms. */
export const alertLeaseMs = 30_000;
