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
import { containsPoint, segmentsTouch } from '@vialog/geometry';
import { isTracked, trackedShare } from './movement-plan.ts';
import type { TrackedCounts } from './tracking-sessions.ts';
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
  /** Numbers of the tracked zones; undefined for a single picture. */
  readonly tracked?: TrackedCounts | undefined;
  /** Receives the box of each counted object; an object in two zones is counted twice. */
  readonly onCounted?: ((box: Box) => void) | undefined;
}

/**
 * Lowest score that the decoder must keep: in parking spaces a box below the threshold makes a space uncertain, and a tracker
 * follows an object with it.
 */
export function minScoreOf(
  zones: readonly Zone[],
  card: ModelCard,
  binding: Pick<ModelBinding, 'threshold'>,
): number {
  const threshold = binding.threshold ?? card.threshold;
  if (zones.some(isTracked)) return threshold * trackedShare;
  return zones.some((zone) => zone.kind === 'bays') ? threshold * uncertainShare : threshold;
}

/**
 * Counts boxes (px of the picture) in zones: one entry per zone, in the order of the zones. Classes that the model does not
 * know are left out of `counts`; 0 means that none was found.
 */
export function countZones(boxes: readonly Box[], zones: readonly Zone[], rules: CountRules): ZoneCount[] {
  const confident = boxes.filter((box) => box.score >= rules.threshold);
  const objects = dropNested(confident, rules.labels.kindOf);
  return zones.map((zone) => {
    switch (zone.kind) {
      case 'bays':
        return countBays(boxes, zone, rules);
      case 'line':
        return countLine(objects, zone, rules);
      case 'area':
        return countArea(objects, zone, rules);
    }
  });
}

/** Crossings of a line since its session began. In a single picture nothing crosses: the objects on the line are counted. */
function countLine(boxes: readonly Box[], zone: Zone, rules: CountRules): ZoneCount {
  const { zoneId } = zone;
  const crossings = rules.tracked?.lines.get(zoneId);
  if (crossings) return { zoneId, counts: {}, total: 0, ...crossings };
  const line = (zone.line ?? []).map(([x, y]): PicturePoint => [x * rules.size.width, y * rules.size.height]);
  const counted = namedBoxes(boxes, zone, rules).filter(({ box }) => touchesLine(box, line));
  for (const { box } of counted) rules.onCounted?.(box);
  return {
    zoneId,
    ...tally(
      counted.map(({ name }) => name),
      zone,
      rules.labels,
    ),
  };
}

/** Whether a line passes through a box or ends in it. */
function touchesLine({ x1, y1, x2, y2 }: Box, line: readonly PicturePoint[]): boolean {
  const corners: readonly PicturePoint[] = [
    [x1, y1],
    [x2, y1],
    [x2, y2],
    [x1, y2],
  ];
  return line.some((end, i) => {
    const start = line[i - 1] ?? end;
    return (
      containsPoint(corners, end) ||
      corners.some((corner, j) => segmentsTouch([start, end], [corner, corners[(j + 1) % 4] ?? corner]))
    );
  });
}

function namedBoxes(
  boxes: readonly Box[],
  zone: Zone,
  { labels }: CountRules,
): { readonly box: Box; readonly name: CountClass }[] {
  return boxes.flatMap((box) => {
    const name = labels.classOf(box.label);
    return name !== undefined && zone.classes.includes(name) ? [{ box, name }] : [];
  });
}

/** An object is in an area if the middle of the lower edge of its box lies inside: there it touches the ground. */
function countArea(boxes: readonly Box[], zone: Zone, rules: CountRules): ZoneCount {
  const { size, labels, onCounted, tracked } = rules;
  const isInside = ({ x1, x2, y2 }: Box) =>
    containsPoint(zone.polygon ?? [], [(x1 + x2) / 2 / size.width, lowerEdge(y2 / size.height)]);
  const counted = namedBoxes(boxes, zone, rules).filter(({ box }) => isInside(box));
  for (const { box } of counted) onCounted?.(box);
  const names = counted.map(({ name }) => name);
  const stopped = tracked?.stopped.get(zone.zoneId);
  return {
    zoneId: zone.zoneId,
    ...tally(names, zone, labels),
    ...(stopped === undefined ? {} : { stopped }),
  };
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
