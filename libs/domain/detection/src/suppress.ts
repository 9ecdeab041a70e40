import { type Box, overlap, overlapOfSmaller } from './box.ts';

/**
 * Non-maximum suppression across classes: of boxes that overlap by more than `iou`, the best score is kept. Across classes,
 * because small models detect one vehicle as car and as truck. Boxes with equal scores keep their order.
 */
export function suppress(boxes: readonly Box[], iou: number): Box[] {
  const kept: Box[] = [];
  for (const box of byScore(boxes)) {
    if (!kept.some((better) => overlap(better, box) > iou)) kept.push(box);
  }
  return kept;
}

/** A box is part of a larger one from this share of its area: the window of a van, the cab of a truck. */
const nestedShare = 0.8;

/**
 * Of nested boxes of one kind, keeps the best score: small models detect a truck and its cab. Not for parking spaces, where
 * one loose box around three cars would remove them.
 */
export function dropNested(boxes: readonly Box[], kindOf: (label: number) => string): Box[] {
  const kept: Box[] = [];
  for (const box of byScore(boxes)) {
    const isPart = (other: Box) =>
      kindOf(other.label) === kindOf(box.label) && overlapOfSmaller(other, box) >= nestedShare;
    if (!kept.some(isPart)) kept.push(box);
  }
  return kept;
}

export function byScore(boxes: readonly Box[]): Box[] {
  return [...boxes].sort((a, b) => b.score - a.score);
}
