import { twoWheelerClasses, vehicleClasses, type CountClass } from '@vialog/contracts';

/** An object with its place in px of the picture. Places stay in the process that evaluates. */
export interface PlacedObject {
  readonly name: CountClass;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** An object that is in a picture. */
export interface TrueObject extends PlacedObject {
  /** A region with many objects that are not labelled separately: detections in it are neither right nor wrong. */
  readonly isCrowd?: boolean;
}

/** An object that a model detected. */
export interface DetectedObject extends PlacedObject {
  /** Confidence, 0..1. */
  readonly score: number;
}

/** What is compared: a class, or classes that small models confuse. */
export const objectGroups = [
  'person',
  'bicycle',
  'car',
  'motorcycle',
  'bus',
  'truck',
  'vehicle',
  'twoWheeler',
] as const;
export type ObjectGroup = (typeof objectGroups)[number];

/** The classes of a group. */
export function classesOf(group: ObjectGroup): readonly CountClass[] {
  switch (group) {
    case 'vehicle':
      return vehicleClasses;
    case 'twoWheeler':
      return twoWheelerClasses;
    default:
      return [group];
  }
}

/** How the objects of a group in one picture were detected: numbers, no places. */
export interface GroupMatches {
  readonly group: ObjectGroup;
  /** Objects in the picture, without crowds. */
  readonly truth: number;
  /** Objects that the camera would count: at its threshold, without parts of other objects. */
  readonly counted: number;
  /** Counted objects that are one of the picture. */
  readonly matched: number;
  /** All detections, also below the threshold, the best first. */
  readonly scored: readonly ScoredMatch[];
}

export interface ScoredMatch {
  readonly score: number;
  readonly isTrue: boolean;
}

export interface PictureDetections {
  /** At most `maxDetections` are used in each group. */
  readonly detected: readonly DetectedObject[];
  readonly counted: readonly DetectedObject[];
}

/** Intersection over union from which a detection is the object (AP50). */
export const matchIou = 0.5;
/** As in the COCO evaluation. */
const maxDetections = 100;

/** Compares the detections of a picture with its objects, for each group that a set labels. */
export function matchObjects(
  { detected, counted }: PictureDetections,
  truth: readonly TrueObject[],
  groups: readonly ObjectGroup[],
): GroupMatches[] {
  return groups.map((group) => {
    const names: ReadonlySet<string> = new Set(classesOf(group));
    const inGroup = ({ name }: PlacedObject) => names.has(name);
    const objects = truth.filter(inGroup);
    const atThreshold = scoredMatches(counted.filter(inGroup), objects);
    return {
      group,
      truth: objects.filter(({ isCrowd }) => isCrowd !== true).length,
      counted: atThreshold.length,
      matched: atThreshold.filter(({ isTrue }) => isTrue).length,
      scored: scoredMatches(detected.filter(inGroup), objects),
    };
  });
}

/** Pairs detections, the best score first, with the object that they overlap most and that has no other detection. */
function scoredMatches(detections: readonly DetectedObject[], truth: readonly TrueObject[]): ScoredMatch[] {
  const objects = truth.filter(({ isCrowd }) => isCrowd !== true);
  const crowds = truth.filter(({ isCrowd }) => isCrowd === true);
  const used = new Set<TrueObject>();
  const best = detections.toSorted((a, b) => b.score - a.score).slice(0, maxDetections);
  return best.flatMap((detection): ScoredMatch[] => {
    const { score } = detection;
    const found = bestOverlap(
      detection,
      objects.filter((object) => !used.has(object)),
    );
    if (found) used.add(found);
    if (found) return [{ score, isTrue: true }];
    return crowds.some((crowd) => shareWithin(detection, crowd) >= matchIou)
      ? []
      : [{ score, isTrue: false }];
  });
}

function bestOverlap(detection: PlacedObject, objects: readonly TrueObject[]): TrueObject | undefined {
  let [best, bestIou]: [TrueObject | undefined, number] = [undefined, matchIou];
  for (const object of objects) {
    const iou = overlap(detection, object);
    if (iou >= bestIou && (best === undefined || iou > bestIou)) [best, bestIou] = [object, iou];
  }
  return best;
}

const areaOf = ({ x1, y1, x2, y2 }: PlacedObject): number => (x2 - x1) * (y2 - y1);

function intersection(a: PlacedObject, b: PlacedObject): number {
  const width = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  const height = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  return width > 0 && height > 0 ? width * height : 0;
}

function overlap(a: PlacedObject, b: PlacedObject): number {
  const shared = intersection(a, b);
  return shared === 0 ? 0 : shared / (areaOf(a) + areaOf(b) - shared);
}

/** Share of a detection that lies in a crowd. */
const shareWithin = (detection: PlacedObject, crowd: PlacedObject): number =>
  intersection(detection, crowd) / Math.max(areaOf(detection), Number.EPSILON);
