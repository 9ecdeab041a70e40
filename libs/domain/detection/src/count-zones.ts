import type {
  ClassCounts,
  CountClass,
  ModelBinding,
  ModelCard,
  PicturePoint,
  Zone,
  ZoneCount,
} from '@vialog/contracts';
import type { Box } from './box.ts';
import type { CountedLabels } from './counted-labels.ts';
import { uncertainShare, judgeBays } from './judge-bays.ts';
import { containsPoint } from '@vialog/geometry';
import { dropNested } from './suppress.ts';
import type { PictureSize, TilePlan } from './tiles.ts';

/** Parameters of counting. */
export interface CountRules {
  readonly size: PictureSize;
  /** Confidence threshold: a box counts from this score, 0..1. */
  readonly threshold: number;
  readonly labels: CountedLabels;
  readonly anyClassInBays: boolean;
  readonly plan: Pick<TilePlan, 'bays'>;
  /** Receives the box of each counted object; an object in two zones is counted twice. */
  readonly onCounted?: ((box: Box) => void) | undefined;
}

/** Lowest score that the decoder must keep: in parking spaces a box below the threshold makes a space uncertain. */
export function minScoreOf(
  zones: readonly Zone[],
  card: ModelCard,
  binding: Pick<ModelBinding, 'threshold'>,
): number {
  const threshold = binding.threshold ?? card.threshold;
  return zones.some((zone) => zone.kind === 'bays') ? threshold * uncertainShare : threshold;
}

/**
 * Counts boxes (px of the picture) in zones: one entry per zone, in the order of the zones. Classes that the model does not
 * know are left out of `counts`; 0 means that none was found.
 */
export function countZones(boxes: readonly Box[], zones: readonly Zone[], rules: CountRules): ZoneCount[] {
  const confident = boxes.filter((box) => box.score >= rules.threshold);
  const objects = dropNested(confident, rules.labels.kindOf);
  return zones.map((zone) =>
    zone.kind === 'bays' ? countBays(boxes, zone, rules) : countArea(objects, zone, rules),
  );
}

/** An object is in an area if the middle of the lower edge of its box lies inside: there it touches the ground. */
function countArea(boxes: readonly Box[], zone: Zone, { size, labels, onCounted }: CountRules): ZoneCount {
  const isInside = ({ x1, x2, y2 }: Box) =>
    containsPoint(zone.polygon ?? [], [(x1 + x2) / 2 / size.width, lowerEdge(y2 / size.height)]);
  const counted = boxes
    .map((box) => ({ box, name: labels.classOf(box.label) }))
    .filter(({ box, name }) => name !== undefined && zone.classes.includes(name) && isInside(box));
  for (const { box } of counted) onCounted?.(box);
  const names = counted.map(({ name }) => name as CountClass);
  return { zoneId: zone.zoneId, ...tally(names, zone, labels) };
}

/** Moves the lower edge of a box that ends at the bottom of the picture onto the last line, so that a zone can contain it. */
const lowerEdge = (y: number): number => Math.min(y, 1 - 1e-6);

function countBays(boxes: readonly Box[], zone: Zone, rules: CountRules): ZoneCount {
  const { labels, size } = rules;
  const planned = rules.plan.bays.filter((bay) => bay.zoneId === zone.zoneId);
  const bays = planned.map(({ bounds, span, position }) => ({
    bounds,
    span,
    ring: (zone.bays?.[position]?.polygon ?? []).map(([x, y]): PicturePoint => [
      x * size.width,
      y * size.height,
    ]),
  }));
  const judged = judgeBays(boxes, bays, {
    threshold: rules.threshold,
    classOf: (label, fit) => classInBay({ label, fit }, zone, rules),
    ignored: labels.isPerson,
  });
  for (const { box } of judged.occupants) rules.onCounted?.(box);
  const names = judged.occupants.map(({ countsAs }) => countsAs);
  return { zoneId: zone.zoneId, ...tally(names, zone, labels), bays: judged.states };
}

/** An object without a vehicle label occupies a space only from this overlap with it (intersection over union). */
const minFillShare = 0.4;

/** Small models label a car seen from steeply above "cell phone"; inside a parking space it counts as a vehicle. */
function classInBay(
  { label, fit }: { readonly label: number; readonly fit: number },
  zone: Zone,
  { labels, anyClassInBays }: CountRules,
): CountClass | undefined {
  const name = labels.classOf(label);
  if (name !== undefined && zone.classes.includes(name)) return name;
  if (!anyClassInBays || name !== undefined || fit < minFillShare) return undefined;
  return zone.classes.includes('car') ? 'car' : zone.classes.find((other) => other !== 'person');
}

function tally(
  counted: readonly CountClass[],
  zone: Zone,
  labels: CountedLabels,
): Pick<ZoneCount, 'counts' | 'total'> {
  const counts: ClassCounts = {};
  for (const name of zone.classes) {
    const number = counted.filter((other) => other === name).length;
    if (labels.seen.has(name) || number > 0) counts[name] = number;
  }
  return { counts, total: counted.length };
}
