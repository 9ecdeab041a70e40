import type { GroupMatches, ObjectGroup, ScoredMatch } from './match-objects.ts';

/** How well the objects of a group were detected and counted over a set. */
export interface ObjectFigures {
  readonly group: ObjectGroup;
  /** Objects in all pictures. */
  readonly truth: number;
  /** Objects counted at the threshold. */
  readonly counted: number;
  /** Counted objects that are objects, percent of the counted; null if nothing was counted. */
  readonly precision: number | null;
  /** Objects that were counted, percent of the objects; null if there is none. */
  readonly recall: number | null;
  /** Average precision at an intersection over union of 0.5, percent; null if there is no object. */
  readonly ap50: number | null;
  /** Mean over the pictures of |counted − truth|, objects. */
  readonly countError: number;
  /** Mean over the pictures of counted − truth, objects: above 0, too many are counted. */
  readonly bias: number;
}

/**
 * Figures of a group over the pictures of a set.
 * @param matches one entry per picture
 */
export function objectFigures(group: ObjectGroup, matches: readonly GroupMatches[]): ObjectFigures {
  const sum = (pick: (each: GroupMatches) => number) =>
    matches.reduce((total, each) => total + pick(each), 0);
  const [truth, counted, matched] = [sum((m) => m.truth), sum((m) => m.counted), sum((m) => m.matched)];
  const mean = (pick: (each: GroupMatches) => number) =>
    matches.length === 0 ? 0 : round(sum(pick) / matches.length, 3);
  return {
    group,
    truth,
    counted,
    precision: percent(matched, counted),
    recall: percent(matched, truth),
    ap50:
      truth === 0
        ? null
        : round(
            100 *
              averagePrecision(
                matches.flatMap(({ scored }) => scored),
                truth,
              ),
            1,
          ),
    countError: mean((each) => Math.abs(each.counted - each.truth)),
    bias: mean((each) => each.counted - each.truth),
  };
}

/** Points of recall at which the COCO evaluation reads the precision: 0, 0.01 … 1. */
const recallPoints = 101;

/** Area under the curve of precision over recall, as the COCO evaluation computes it, 0..1. */
export function averagePrecision(scored: readonly ScoredMatch[], truth: number): number {
  const best = scored.toSorted((a, b) => b.score - a.score);
  let found = 0;
  const curve = best.map(({ isTrue }, index) => {
    found += Number(isTrue);
    return { recall: found / truth, precision: found / (index + 1) };
  });
  // The precision of a recall is the best one at this recall or a higher one.
  let highest = 0;
  const envelope = curve
    .toReversed()
    .map(({ recall, precision }) => ({ recall, precision: (highest = Math.max(highest, precision)) }))
    .toReversed();
  let [at, sum] = [0, 0];
  for (let point = 0; point < recallPoints; point += 1) {
    while (at < envelope.length && (envelope[at]?.recall ?? 0) < point / (recallPoints - 1)) at += 1;
    sum += envelope[at]?.precision ?? 0;
  }
  return sum / recallPoints;
}

/** Percent with one digit; null without a whole. */
export const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : round((100 * part) / whole, 1);

export const round = (value: number, digits: number): number => Number(value.toFixed(digits));
