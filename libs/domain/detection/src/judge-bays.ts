import type { CountClass, PicturePoint } from '@vialog/contracts';
import { type Box, overlap, type Rect } from './box.ts';
import { containsPoint } from '@vialog/geometry';

/** A parking space in px of the picture, with its size as the network saw it. */
export interface BayView {
  readonly ring: readonly PicturePoint[];
  readonly bounds: Rect;
  /** Size at the network's input, px. */
  readonly span: number;
}

export interface BayRules {
  /** Least score that makes a space taken, 0..1. */
  readonly threshold: number;
  /** The class a box counts as in this zone, by its label and fit (0..1); undefined where it only raises doubt. */
  readonly classOf: (label: number, fit: number) => CountClass | undefined;
  /** Labels that are not looked at: somebody walking across a space does not take it. */
  readonly ignored: (label: number) => boolean;
}

export interface BaysJudged {
  /** One character per space: 0 free, 1 taken, - cannot be judged. */
  readonly states: string;
  /** What stands in the taken spaces, one each. */
  readonly taken: readonly CountClass[];
}

/**
 * From this share of the threshold on a box is a doubt: its space is not called free. On three real lots 0.7 judges 84 % of
 * the spaces (79 % of the smallest lot) and shows 2.4 % of a lot as free though taken at most; 0.75 judges 87 %, but 4.7 %
 * of one lot are wrong in that way, and 0.8 makes it 5.7 %.
 */
export const doubtShare = 0.7;
/** A space smaller than this at the network's input, px, is not judged: there 10 % to 40 % of the taken ones were missed. */
export const leastSpan = 28;
/** A space of fewer px than this in the picture itself is not judged, however much it is enlarged. */
export const leastPixels = 16;
/** The point that stands for a vehicle: the centre of its box, this share of the box's height further down. */
const anchorDrop = 0.1;
/** Wider or higher than this many spaces is no vehicle in one of them. */
const mostSpaces = 3;
/** A box that shares less than this with the space's rectangle (intersection over union) does not stand in it. */
const leastFit = 0.2;

/**
 * Which spaces are taken. A box takes at most one space, the one it fits best among those that hold its anchor.
 * Whatever is too weak, or of a class the zone does not count, makes its space unknown, never free.
 */
export function judgeBays(boxes: readonly Box[], bays: readonly BayView[], rules: BayRules): BaysJudged {
  const claims = boxes.flatMap((box) => claimsOf(box, bays, rules));
  const { found, spent } = settle(claims.filter((claim) => claim.takes !== undefined));
  const doubted = new Set(claims.filter((claim) => !spent.has(claim.box)).map((claim) => claim.bay));
  const stateOf = (bay: BayView, i: number) => {
    if (!isJudgeable(bay)) return '-';
    if (found.has(i)) return '1';
    return doubted.has(i) ? '-' : '0';
  };
  const states = bays.map(stateOf);
  const taken = [...found].filter(([i]) => states[i] === '1').flatMap(([, claim]) => claim.takes ?? []);
  return { states: states.join(''), taken };
}

/** A box that may stand in a space. */
interface Claim {
  readonly box: Box;
  readonly bay: number;
  readonly fit: number;
  /** The class it counts as; undefined for a doubt. */
  readonly takes: CountClass | undefined;
}

function claimsOf(box: Box, bays: readonly BayView[], rules: BayRules): Claim[] {
  if (box.score < rules.threshold * doubtShare || rules.ignored(box.label)) return [];
  const isStrong = box.score >= rules.threshold;
  const anchor: PicturePoint = [
    (box.x1 + box.x2) / 2,
    (box.y1 + box.y2) / 2 + (box.y2 - box.y1) * anchorDrop,
  ];
  return bays.flatMap(({ ring, bounds }, bay) => {
    const fit = overlap(box, bounds);
    const stands = fit >= leastFit && fitsSpaces(box, bounds) && containsPoint(ring, anchor);
    return stands ? [{ box, bay, fit, takes: isStrong ? rules.classOf(box.label, fit) : undefined }] : [];
  });
}

function fitsSpaces(box: Rect, space: Rect): boolean {
  return (
    box.x2 - box.x1 <= mostSpaces * (space.x2 - space.x1) &&
    box.y2 - box.y1 <= mostSpaces * (space.y2 - space.y1)
  );
}

/** Best fit first; a box is spent on one space, and a second box in a taken space is spent on it too. */
function settle(claims: readonly Claim[]): { found: Map<number, Claim>; spent: Set<Box> } {
  const found = new Map<number, Claim>();
  const spent = new Set<Box>();
  for (const claim of [...claims].sort((a, b) => b.fit - a.fit || b.box.score - a.box.score)) {
    if (spent.has(claim.box)) continue;
    spent.add(claim.box);
    if (!found.has(claim.bay)) found.set(claim.bay, claim);
  }
  return { found, spent };
}

function isJudgeable({ span, bounds }: BayView): boolean {
  const pixels = Math.sqrt((bounds.x2 - bounds.x1) * (bounds.y2 - bounds.y1));
  return span >= leastSpan && pixels >= leastPixels;
}
