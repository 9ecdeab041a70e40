import type { CountClass, PicturePoint } from '@vialog/contracts';
import { type Box, overlap, type Rect } from './box.ts';
import { containsPoint } from '@vialog/geometry';

/** A parking space in px of the picture, with its size in the network's input. */
export interface BayView {
  readonly ring: readonly PicturePoint[];
  readonly bounds: Rect;
  /** Size in the network's input, px. */
  readonly span: number;
}

export interface BayRules {
  /** Confidence threshold: a box occupies a space from this score, 0..1. */
  readonly threshold: number;
  /** Class of a box in this zone by its label and fit (0..1); undefined if the box only makes the space uncertain. */
  readonly classOf: (label: number, fit: number) => CountClass | undefined;
  /** Whether a label is ignored: a person who walks across a space does not occupy it. */
  readonly ignored: (label: number) => boolean;
}

export interface Occupant {
  readonly box: Box;
  readonly countsAs: CountClass;
}

export interface BaysJudged {
  /** One character per space: 0 free, 1 occupied, - unknown. */
  readonly states: string;
  /** The object in each occupied space. */
  readonly occupants: readonly Occupant[];
}

/**
 * From this share of the threshold a box makes its space unknown instead of free. On three parking lots, 0.7 judges 84 % of
 * the spaces (79 % of the smallest lot) and shows at most 2.4 % of a lot as free although they are occupied. 0.75 judges
 * 87 %, with 4.7 % of this error in one lot; 0.8 has 5.7 %.
 */
export const uncertainShare = 0.7;
/** A space smaller than this in the network's input, px, is unknown: 10 % to 40 % of such occupied spaces were missed. */
export const minSpan = 28;
/** A space smaller than this in the picture, px, is unknown: enlarging it adds no detail. */
export const minPixels = 16;
/** The anchor point of a vehicle lies below the centre of its box, by this share of the height. */
const anchorDrop = 0.1;
/** A box wider or higher than this number of spaces is not a vehicle in one space. */
const maxSpaces = 3;
/** A box with a smaller intersection over union with the bounds of a space is not in the space. */
const minFit = 0.2;

/**
 * Decides which spaces are occupied. A box occupies at most one space: the best fit among the spaces that contain its anchor.
 * A box below the threshold, or of a class that the zone does not count, makes its space unknown.
 */
export function judgeBays(boxes: readonly Box[], bays: readonly BayView[], rules: BayRules): BaysJudged {
  const candidates = boxes.flatMap((box) => candidatesOf(box, bays, rules));
  const { occupied, assigned } = assignSpaces(candidates.filter(({ countsAs }) => countsAs !== undefined));
  const uncertain = new Set(candidates.filter(({ box }) => !assigned.has(box)).map(({ bay }) => bay));
  const stateOf = (bay: BayView, i: number) => {
    if (!isJudgeable(bay)) return '-';
    if (occupied.has(i)) return '1';
    return uncertain.has(i) ? '-' : '0';
  };
  const states = bays.map(stateOf);
  const occupants = [...occupied]
    .filter(([i]) => states[i] === '1')
    .flatMap(([, { box, countsAs }]) => (countsAs === undefined ? [] : [{ box, countsAs }]));
  return { states: states.join(''), occupants };
}

/** A box that may be an object in a space. */
interface Candidate {
  readonly box: Box;
  readonly bay: number;
  readonly fit: number;
  /** Undefined if the box only makes the space uncertain. */
  readonly countsAs: CountClass | undefined;
}

function candidatesOf(box: Box, bays: readonly BayView[], rules: BayRules): Candidate[] {
  if (box.score < rules.threshold * uncertainShare || rules.ignored(box.label)) return [];
  const isConfident = box.score >= rules.threshold;
  const anchor: PicturePoint = [
    (box.x1 + box.x2) / 2,
    (box.y1 + box.y2) / 2 + (box.y2 - box.y1) * anchorDrop,
  ];
  return bays.flatMap(({ ring, bounds }, bay) => {
    const fit = overlap(box, bounds);
    const isInside = fit >= minFit && isVehicleSized(box, bounds) && containsPoint(ring, anchor);
    return isInside
      ? [{ box, bay, fit, countsAs: isConfident ? rules.classOf(box.label, fit) : undefined }]
      : [];
  });
}

function isVehicleSized(box: Rect, space: Rect): boolean {
  return (
    box.x2 - box.x1 <= maxSpaces * (space.x2 - space.x1) &&
    box.y2 - box.y1 <= maxSpaces * (space.y2 - space.y1)
  );
}

interface Assignment {
  /** The candidate of each occupied space, by its number. */
  readonly occupied: ReadonlyMap<number, Candidate>;
  /** Boxes that need no other space, including further boxes on an occupied space. */
  readonly assigned: ReadonlySet<Box>;
}

/** Assigns boxes to spaces, best fit first. */
function assignSpaces(candidates: readonly Candidate[]): Assignment {
  const occupied = new Map<number, Candidate>();
  const assigned = new Set<Box>();
  for (const candidate of [...candidates].sort((a, b) => b.fit - a.fit || b.box.score - a.box.score)) {
    if (assigned.has(candidate.box)) continue;
    assigned.add(candidate.box);
    if (!occupied.has(candidate.bay)) occupied.set(candidate.bay, candidate);
  }
  return { occupied, assigned };
}

function isJudgeable({ span, bounds }: BayView): boolean {
  const pixels = Math.sqrt((bounds.x2 - bounds.x1) * (bounds.y2 - bounds.y1));
  return span >= minSpan && pixels >= minPixels;
}
