import type { CountClass, PicturePoint, Zone } from '@vialog/contracts';
import type { Point } from '@vialog/geometry';
import {
  defaultTrackerSettings,
  type CountingLine,
  type Detection,
  type MovementPlan,
  type StoppedArea,
} from '@vialog/tracking';
import { type Box, overlapOfSmaller } from './box.ts';
import type { CountedLabels } from './counted-labels.ts';
import { dropNested } from './suppress.ts';
import type { CountingJob } from './detector.port.ts';
import type { PictureSize } from './tiles.ts';

/** Whether objects must be followed from frame to frame to count this zone. */
export const isTracked = (zone: Zone): boolean => zone.kind === 'line' || zone.stopped !== undefined;

/** Whether the tracks of earlier frames are needed for this frame. A trial counts a single picture, unless it is a live trial. */
export const needsTracks = ({ zones, trial }: Pick<CountingJob, 'zones' | 'trial'>): boolean =>
  (trial === undefined || trial.live !== undefined) && zones.some(isTracked);

/** From this share of the threshold on a box continues a track: an object that is hidden in part has a low score. */
export const trackedShare = 0.4;

export interface MovementRules {
  readonly size: PictureSize;
  /** Confidence threshold: a box starts a track from this score, 0..1. */
  readonly threshold: number;
  /** Whether objects of other labels than the count classes can be vehicles. */
  readonly anyClass: boolean;
}

/** What the tracker counts for these zones. Depends only on its arguments. */
export function movementPlanOf(zones: readonly Zone[], rules: MovementRules): MovementPlan {
  const { size, threshold } = rules;
  const { width, height } = size;
  return {
    picture: { width, height },
    lines: zones.filter(({ kind }) => kind === 'line').map((zone) => lineOf(zone, size)),
    areas: zones.flatMap((zone) => areaOf(zone, zones, size)),
    tracker: {
      ...defaultTrackerSettings,
      highScore: threshold,
      lowScore: threshold * trackedShare,
    },
    standIn: rules.anyClass ? standInOf(zones) : undefined,
  };
}

function lineOf({ zoneId, line = [], classes }: Zone, { width, height }: PictureSize): CountingLine {
  return { zoneId, line: line.map(([x, y]) => ({ x: x * width, y: y * height })), classes };
}

function areaOf(zone: Zone, zones: readonly Zone[], size: PictureSize): StoppedArea[] {
  const { stopped, zoneId, polygon = [] } = zone;
  if (!stopped) return [];
  const parking = zones.filter((other) => stopped.exceptIn.includes(other.zoneId));
  const except = parking.flatMap((other) => [
    ...(other.polygon ? [other.polygon] : []),
    ...(other.bays ?? []).map((bay) => bay.polygon),
  ]);
  return [
    {
      zoneId,
      polygon: pixels(polygon, size),
      except: except.map((ring) => pixels(ring, size)),
      classes: zone.classes.filter((name) => name !== 'person'),
      afterMs: stopped.afterMs,
    },
  ];
}

const pixels = (ring: readonly PicturePoint[], { width, height }: PictureSize): Point[] =>
  ring.map(([x, y]) => [x * width, y * height]);

/** Class of moving objects without a vehicle label: a car, if a tracked zone counts cars. */
function standInOf(zones: readonly Zone[]): CountClass | undefined {
  return zones.some((zone) => isTracked(zone) && zone.classes.includes('car')) ? 'car' : undefined;
}

/**
 * Labels of the COCO models that never stand for a vehicle: animals and what people carry. Small models give nearly every
 * other label to a vehicle that is seen from steeply above: cell phone, suitcase, boat, train, mouse, refrigerator.
 */
const neverVehicles = new Set(
  (
    'person,bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,backpack,umbrella,handbag,tie,frisbee,skis,snowboard,' +
    'sports ball,kite,baseball bat,baseball glove,skateboard,surfboard,tennis racket,bottle,wine glass,cup'
  ).split(','),
);

/** Share of a box of another label that must be on a person for it to be carried. */
const carriedShare = 0.5;

/** The boxes that the tracker follows: count classes, and labels that can stand for a vehicle. */
export function detectionsOf(
  boxes: readonly Box[],
  labels: CountedLabels,
  standIn: CountClass | undefined,
): Detection[] {
  const persons = boxes.filter(({ label }) => labels.isPerson(label));
  const canBeVehicle = (box: Box) =>
    labels.classOf(box.label) !== undefined ||
    (standIn !== undefined &&
      !neverVehicles.has(labels.nameOf(box.label)) &&
      !persons.some((person) => overlapOfSmaller(person, box) > carriedShare));
  const kindOf = (label: number) => (labels.classOf(label) === undefined ? 'vehicle' : labels.kindOf(label));
  return dropNested(boxes.filter(canBeVehicle), kindOf).map(({ x1, y1, x2, y2, score, label }) => ({
    x1,
    y1,
    x2,
    y2,
    score,
    name: labels.classOf(label),
    kind: kindOf(label),
  }));
}
