import { type Box, overlap } from './box.ts';

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

export function byScore(boxes: readonly Box[]): Box[] {
  return [...boxes].sort((a, b) => b.score - a.score);
}
