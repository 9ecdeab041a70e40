import { assign } from './assign.ts';
import { heightOf, overlapOfSmaller, widthOf, type Detection } from './detection.ts';
import { boxOf, isAtRest, sideNoise, sizeOf, speedOf, type Track } from './track.ts';

/** A track as it was last seen and predicted to the time of the frame, with the time between the two, s. */
export interface Candidate {
  readonly seen: Track;
  readonly predicted: Track;
  readonly seconds: number;
}

export interface AssociationRules {
  /** Highest speed of an object, sizes/s. */
  readonly maxSpeed: number;
  /** Share of the smaller box that a detection must have in common with the expected box of the object, 0..1. */
  readonly minOverlap: number;
}

export interface Association {
  /** Pairs of a candidate and a detection, by their numbers. */
  readonly pairs: readonly (readonly [candidate: number, detection: number])[];
}

/** Standard deviation of the centre of a detected box, in sides of the box. */
const boxNoise = 0.08;
/** Largest squared distance between prediction and detection, in standard deviations: 4.5². */
const maxDistance = 14;
/** Cost of a detection of another kind: a person is no car, but models see a motorcycle in a cyclist. */
const otherKindCost = 6;
/** Cost from which a track and a detection are not the same object. */
const maxCost = 34;
/** Detections from which the speed of a track is known, number. */
const knownSpeedHits = 3;
/** After this time, s, an object of unknown speed is looked for where it was: it can be anywhere else. */
const maxFreeSeconds = 0.8;
/** Distance from its prediction in which an object is looked for, sizes; it grows with speed and time. */
const baseReach = 0.6;
const reachPerSecond = 0.5;
/** An object that was at rest and is lost for longer than this, s, is looked for where it was and nowhere else. */
const maxRestSeconds = 0.7;
/** Largest ratio of the size of a detection to the predicted size of an established track: a larger step is another object. */
const maxGrowthStep = 1.8;
/** As `maxGrowthStep`, for a detection that is smaller: the edge of the picture cuts boxes. */
const maxShrinkStep = 2.2;
/** Farthest from where it was last seen that an object can be: its way at this multiple of its speed, and a size more. */
const speedMargin = 1.5;

/**
 * Assigns detections to tracks with the least total cost (Munkres). The cost is the negative log-likelihood of the detection
 * for the motion of the track, and not the overlap of the boxes: at three frames a second a car moves by more than its length.
 */
export function associate(
  candidates: readonly Candidate[],
  detections: readonly Detection[],
  rules: AssociationRules,
): Association {
  const boxes = detections.map(measure);
  const costs = candidates.map((candidate) => {
    const search = searchOf(candidate, rules);
    return boxes.map((box) => costOf(search, box));
  });
  return { pairs: assign(costs, maxCost) };
}

/** A detection with its centre and size, px. */
interface MeasuredBox {
  readonly box: Detection;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

const measure = (box: Detection): MeasuredBox => ({
  box,
  x: (box.x1 + box.x2) / 2,
  y: (box.y1 + box.y2) / 2,
  size: Math.sqrt(widthOf(box) * heightOf(box)),
});

/** Where and how large an object can be now, px. */
interface Search {
  readonly predicted: Track;
  readonly seen: Track;
  /** Size of the predicted box. */
  readonly size: number;
  /** Largest distance from the prediction. */
  readonly reach: number;
  /** Largest distance from where the object was last seen. */
  readonly way: number;
  readonly sizes: readonly [min: number, max: number];
  /** The box in which a part of a detection must be; undefined if any place is possible. */
  readonly expected: Detection | undefined;
  readonly minOverlap: number;
}

function searchOf(
  { predicted, seen, seconds }: Candidate,
  { maxSpeed, minOverlap }: AssociationRules,
): Search {
  const size = sizeOf(predicted);
  const isKnown = predicted.hits >= knownSpeedHits;
  const way = 1 + speedMargin * speedOf(seen) * seconds + seconds ** 2 / 2;
  return {
    predicted,
    seen,
    size,
    reach: size * reachOf({ predicted, seen, seconds }, maxSpeed),
    way: isKnown ? sizeOf(seen) * way : Infinity,
    // An object that was seen once can grow more: it may be entering the picture.
    sizes: [size / maxShrinkStep, isKnown ? size * maxGrowthStep : Infinity],
    expected: minOverlap > 0 ? boxOf(isKnown ? predicted : seen) : undefined,
    minOverlap,
  };
}

/** How far from its prediction an object can be, sizes. */
function reachOf({ predicted, seconds }: Candidate, maxSpeed: number): number {
  if (predicted.hits < knownSpeedHits)
    return seconds > maxFreeSeconds ? baseReach : baseReach + maxSpeed * seconds;
  if (seconds > maxRestSeconds && isAtRest(predicted)) return baseReach;
  return baseReach + reachPerSecond * (1 + speedOf(predicted)) * seconds;
}

function costOf(search: Search, measured: MeasuredBox): number {
  const { predicted, size } = search;
  const { box } = measured;
  if (!isPossible(search, measured)) return maxCost;
  const dx = measured.x - predicted.x.position;
  const dy = measured.y - predicted.y.position;
  const xVariance = predicted.x.positionVariance + (boxNoise * widthOf(box)) ** 2;
  const yVariance = predicted.y.positionVariance + (boxNoise * heightOf(box)) ** 2;
  const distance = dx ** 2 / xVariance + dy ** 2 / yVariance;
  if (distance > maxDistance) return maxCost;
  const spread = Math.log(xVariance / size ** 2) + Math.log(yVariance / size ** 2);
  return Math.min(maxCost, distance + spread + shapeCost(predicted, box) + certainty);
}

/** Makes costs positive: the spread of an accurate prediction is about −10. */
const certainty = 12;

/** Whether an object can have moved and grown to this box since it was last seen. */
function isPossible(search: Search, { box, x, y, size }: MeasuredBox): boolean {
  const { predicted, seen, reach, way, sizes, expected, minOverlap } = search;
  if (Math.hypot(x - predicted.x.position, y - predicted.y.position) > reach) return false;
  if (size < sizes[0] || size > sizes[1]) return false;
  if (Math.hypot(x - seen.x.position, y - seen.y.position) > way) return false;
  return !expected || overlapOfSmaller(expected, box) >= minOverlap;
}

function shapeCost(predicted: Track, box: Detection): number {
  const width = Math.log(widthOf(box)) - predicted.width.position;
  const height = Math.log(heightOf(box)) - predicted.height.position;
  return (
    width ** 2 / (predicted.width.positionVariance + sideNoise ** 2) +
    height ** 2 / (predicted.height.positionVariance + sideNoise ** 2) +
    (predicted.kind === box.kind ? 0 : otherKindCost)
  );
}
