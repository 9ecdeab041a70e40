import { type Box, overlap, overlapOfSmaller } from './box.ts';

/**
 * Non-maximum suppression across classes: of boxes that overlap by more than `iou` the best score stays.
 * Across, because nano models see one vehicle as car and as truck. Stable: equal scores keep their order.
 */
export function suppress(boxes: readonly Box[], iou: number): Box[] {
  const kept: Box[] = [];
  for (const box of byScore(boxes)) {
    if (!kept.some((better) => overlap(better, box) > iou)) kept.push(box);
  }
  return kept;
}

/** Share of the smaller box from which on it is a part of the other: a van's window, a lorry's cab. */
const nestedShare = 0.8;

/**
 * Of boxes of one kind that lie in each other the best score stays: small models see a lorry and its cab. Not for
 * parking spaces, where one loose box over three cars would swallow them.
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
