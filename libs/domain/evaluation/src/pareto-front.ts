/** A candidate of a choice between accuracy and cost. */
export interface Candidate {
  /** Higher is better. */
  readonly accuracy: number;
  /** Lower is better. */
  readonly cost: number;
}

/** Whether another candidate is at least as good in both respects and better in one. */
export const isDominated = (candidate: Candidate, all: readonly Candidate[]): boolean =>
  all.some(
    ({ accuracy, cost }) =>
      accuracy >= candidate.accuracy &&
      cost <= candidate.cost &&
      (accuracy > candidate.accuracy || cost < candidate.cost),
  );
