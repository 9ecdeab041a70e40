/** A candidate of a choice between accuracy and cost. */
export interface Candidate {
  /** Higher is better; null if it is not known. */
  readonly accuracy: number | null;
  /** Lower is better; null if it is not known. */
  readonly cost: number | null;
}

type KnownCandidate = { readonly [K in keyof Candidate]: number };

const isKnown = (candidate: Candidate): candidate is KnownCandidate =>
  candidate.accuracy !== null && candidate.cost !== null;

/**
 * Whether another candidate is at least as good in both respects and better in one. A candidate whose accuracy or cost is not
 * known neither dominates nor is dominated.
 */
export const isDominated = (candidate: Candidate, all: readonly Candidate[]): boolean =>
  isKnown(candidate) &&
  all
    .filter(isKnown)
    .some(
      ({ accuracy, cost }) =>
        accuracy >= candidate.accuracy &&
        cost <= candidate.cost &&
        (accuracy > candidate.accuracy || cost < candidate.cost),
    );
