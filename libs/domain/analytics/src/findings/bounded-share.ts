/** A share of hours, with its bounds if hours are missing. */
export interface BoundedShare {
  /** Of the measured hours, ratio. */
  readonly share: number;
  /** If none, or all, of the missing hours belonged to it, ratio. */
  readonly low: number;
  readonly high: number;
}

/** Undefined without measured hours. */
export function boundedShare(hits: number, measured: number, missing: number): BoundedShare | undefined {
  if (measured === 0) return undefined;
  const all = measured + missing;
  return { share: hits / measured, low: hits / all, high: (hits + missing) / all };
}
