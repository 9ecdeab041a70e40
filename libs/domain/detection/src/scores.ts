import { ModelOutputError } from './model-output.ts';

/** Whether the sigmoid is already applied to the scores of a model. */
export type ScoreKind = 'probability' | 'logit';

/** Index, relative to `from`, of the largest of `count` values. */
export function bestLabel(values: Float32Array, from: number, count: number): number {
  let best = 0;
  let max = values[from] as number;
  for (let i = 1; i < count; i += 1) {
    const value = values[from + i] as number;
    if (value > max) {
      max = value;
      best = i;
    }
  }
  return best;
}

/** Converts a score of the model to a probability. @throws {ModelOutputError} when it is above 1 */
export function probabilityOf(raw: number, kind: ScoreKind): number {
  if (kind === 'logit') return 1 / (1 + Math.exp(-raw));
  if (raw > 1.001)
    throw new ModelOutputError(`expected scores from 0 to 1 and found ${raw}; are they logits?`);
  return Math.min(raw, 1);
}

/** The lowest score to keep, in the unit of the model. */
export function rawOf(probability: number, kind: ScoreKind): number {
  return kind === 'logit' ? Math.log(probability / (1 - probability)) : probability;
}

/**
 * The label of a row as an index of the card.
 * @throws {ModelOutputError} when it is not an index of one of the `count` labels
 */
export function labelIndex(value: number, count: number): number {
  if (Number.isInteger(value) && value >= 0 && value < count) return value;
  throw new ModelOutputError(
    `expected label numbers from 0 to ${count - 1} and found ${value}; the card does not match the model`,
  );
}
