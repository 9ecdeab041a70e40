import { all, allOf, anyOf, negate, none } from './combine-conditions.ts';
import type { Condition } from './event-query.ts';

/** A condition that is not composed of others. */
export type LeafCondition = Exclude<Condition, { kind: 'and' | 'or' | 'not' }>;

/** True or false where the known facts decide the leaf, undefined where they do not. `negated`: under an odd number of `not`. */
export type DecideLeaf = (leaf: LeafCondition, negated: boolean) => boolean | undefined;

/**
 * Replaces every decided leaf by `all` or `none` and simplifies the tree: what is left depends only on undecided leaves.
 * Used wherever some facts are known in advance, for example those of a zone.
 */
export function reduceCondition(condition: Condition, decide: DecideLeaf, negated = false): Condition {
  switch (condition.kind) {
    case 'and':
      return allOf(condition.of.map((part) => reduceCondition(part, decide, negated)));
    case 'or':
      return anyOf(condition.of.map((part) => reduceCondition(part, decide, negated)));
    case 'not':
      return negate(reduceCondition(condition.of, decide, !negated));
    default: {
      const decided = decide(condition, negated);
      if (decided === undefined) return condition;
      return decided ? all : none;
    }
  }
}
