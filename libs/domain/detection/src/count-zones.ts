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
import { doubtShare, judgeBays } from './judge-bays.ts';
import { containsPoint } from '@vialog/geometry';
import { dropNested } from './suppress.ts';
import type { PictureSize, TilePlan } from './tiles.ts';

/** What counting needs beside the boxes. */
export interface CountRules {
  readonly size: PictureSize;
  /** Least score that counts, 0..1. */
  readonly threshold: number;
  readonly labels: CountedLabels;
  readonly anyClassInBays: boolean;
  readonly plan: Pick<TilePlan, 'bays'>;
}

/** Least score a box must have to matter: in spaces already a weak one is a doubt. */
export function leastScore(
  zones: readonly Zone[],
  card: ModelCard,
  binding: Pick<ModelBinding, 'threshold'>,
): number {
  const threshold = binding.threshold ?? card.threshold;
  return zones.some((zone) => zone.kind === 'bays') ? threshold * doubtShare : threshold;
}

/**
 * Counts boxes (px of the picture) into zones: one entry per zone, in their order. Classes the model cannot see are
 * left out of `counts`; a zero was looked for. A person is only ever a number.
 */
export function countZones(boxes: readonly Box[], zones: readonly Zone[], rules: CountRules): ZoneCount[] {
  const strong = boxes.filter((box) => box.score >= rules.threshold);
  const objects = dropNested(strong, rules.labels.kindOf);
  return zones.map((zone) =>
    zone.kind === 'bays' ? countBays(boxes, zone, rules) : countArea(objects, zone, rules),
  );
}

/** Present in an area is what stands on it: the middle of the box's lower edge lies inside. */
function countArea(boxes: readonly Box[], zone: Zone, { size, labels }: CountRules): ZoneCount {
  const stands = ({ x1, x2, y2 }: Box) =>
    containsPoint(zone.polygon ?? [], [(x1 + x2) / 2 / size.width, lowerEdge(y2 / size.height)]);
  const counted = boxes
    .map((box) => ({ box, name: labels.classOf(box.label) }))
    .filter(({ box, name }) => name !== undefined && zone.classes.includes(name) && stands(box))
    .map(({ name }) => name as CountClass);
  return { zoneId: zone.zoneId, ...tally(counted, zone, labels) };
}

/** A box that leaves the picture below stands on its last line, which is inside a zone that reaches the edge. */
const lowerEdge = (y: number): number => Math.min(y, 1 - 1e-6);

function countBays(boxes: readonly Box[], zone: Zone, rules: CountRules): ZoneCount {
  const { labels, size } = rules;
  const sights = rules.plan.bays.filter((bay) => bay.zoneId === zone.zoneId);
  const bays = sights.map(({ bounds, span, position }) => ({
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
  return { zoneId: zone.zoneId, ...tally(judged.taken, zone, labels), bays: judged.states };
}

/** A thing that is no vehicle by its label takes a space only if it fills it so far (intersection over union). */
const fullFit = 0.4;

/** Seen steeply from above a car is a "cell phone" to every nano model; in a parking space it still takes the space. */
function classInBay(
  { label, fit }: { readonly label: number; readonly fit: number },
  zone: Zone,
  { labels, anyClassInBays }: CountRules,
): CountClass | undefined {
  const name = labels.classOf(label);
  if (name !== undefined && zone.classes.includes(name)) return name;
  if (!anyClassInBays || name !== undefined || fit < fullFit) return undefined;
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
