import type { PicturePoint } from '@vialog/contracts';
import { hashNumber } from './hash-number.ts';
import { freeVehiclesOver, vehiclesOn } from './lane-motion.ts';
import { sceneHeight, sceneWidth } from './lot-scene.ts';
import { lanesOf, type CrossingDirection, type Lane } from './traffic-lanes.ts';
import { trafficLine, type TrafficScene } from './traffic-scene.ts';

/** A vehicle in a scene at a moment. */
export interface SceneVehicle {
  /** Unique in the scene. */
  readonly id: string;
  readonly vehicleClass: 'car' | 'truck';
  /** Lower edge centre of the vehicle, px of the scene; it can be outside the picture. */
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** Direction in which the vehicle drives at the moment. */
  readonly heading: CrossingDirection;
  /** Distinguishes vehicles of one class by model and colour, 0..1. */
  readonly variant: number;
}

/** A vehicle that crosses a line. */
export interface TrueCrossing {
  /** Epoch ms, accurate to a few ms. */
  readonly at: number;
  readonly vehicleClass: SceneVehicle['vehicleClass'];
  readonly direction: CrossingDirection;
}

/** Step of the search for crossings, ms. Motion within a step is nearly straight. */
const stepMs = 40;

/** Ground truth of a traffic scene at a moment (epoch ms). */
export function vehiclesAt(scene: TrafficScene, at: number): SceneVehicle[] {
  return lanesOf(scene).flatMap((lane) =>
    vehiclesOn(scene, lane, at).map(({ number, distance, returning }) => ({
      id: `${lane.direction}-${number}`,
      ...lookOf(scene, lane, number),
      ...lane.place(distance),
      heading: returning ? opposite(lane.direction) : lane.direction,
    })),
  );
}

const opposite = (direction: CrossingDirection): CrossingDirection =>
  direction === 'inbound' ? 'outbound' : 'inbound';

function lookOf(
  scene: TrafficScene,
  lane: Lane,
  number: number,
): Pick<SceneVehicle, 'vehicleClass' | 'variant'> {
  const pick = (salt: number) => hashNumber(scene.seed, number, lane.direction === 'inbound' ? 31 : 32, salt);
  // A gate shows cars only: the shipped model does not recognise lorries from the front.
  const isTruck = scene.kind === 'road' && pick(1) < 0.25;
  return { vehicleClass: isTruck ? 'truck' : 'car', variant: pick(2) };
}

/**
 * All crossings of a line between two moments (epoch ms, the second excluded), in the order of time. The lower edge centre of
 * a vehicle decides. A vehicle that turns back after the line crosses twice, once in each direction.
 *
 * @param line picture points 0..1; default: the line of the scene
 */
export function trafficCrossings(
  scene: TrafficScene,
  { from, to }: { readonly from: number; readonly to: number },
  line: readonly PicturePoint[] = trafficLine(scene),
): TrueCrossing[] {
  const crossings: TrueCrossing[] = [];
  let before = new Map(vehiclesAt(scene, from).map((vehicle) => [vehicle.id, vehicle]));
  for (let at = from; at < to; at += stepMs) {
    const until = Math.min(at + stepMs, to);
    const now = new Map(vehiclesAt(scene, until).map((vehicle) => [vehicle.id, vehicle]));
    for (const [id, vehicle] of now) {
      const earlier = before.get(id);
      if (!earlier) continue;
      for (const { share, direction } of crossed(pointOf(earlier), pointOf(vehicle), line))
        crossings.push({
          at: Math.round(at + share * (until - at)),
          vehicleClass: vehicle.vehicleClass,
          direction,
        });
    }
    before = now;
  }
  return crossings.toSorted((a, b) => a.at - b.at);
}

/**
 * Number of crossings of the line of a scene by direction and class between two moments (epoch ms, the second excluded): those
 * of `trafficCrossings`, computed without a search. Free traffic that does not stop only.
 * @throws {Error} when the scene has other traffic
 */
export function freeCrossings(
  scene: TrafficScene,
  period: { readonly from: number; readonly to: number },
): Readonly<Record<CrossingDirection, Partial<Record<SceneVehicle['vehicleClass'], number>>>> {
  if (scene.traffic !== 'free' || scene.motion !== 'pass')
    throw new Error(`expected free traffic that does not stop, found ${scene.traffic} and ${scene.motion}`);
  const counts: Record<CrossingDirection, Partial<Record<SceneVehicle['vehicleClass'], number>>> = {
    inbound: {},
    outbound: {},
  };
  for (const lane of lanesOf(scene)) {
    const ofLane = counts[lane.direction];
    for (const number of freeVehiclesOver(scene, lane, period)) {
      const { vehicleClass } = lookOf(scene, lane, number);
      ofLane[vehicleClass] = (ofLane[vehicleClass] ?? 0) + 1;
    }
  }
  return counts;
}

const pointOf = ({ x, y }: SceneVehicle): PicturePoint => [x / sceneWidth, y / sceneHeight];

function crossed(
  from: PicturePoint,
  to: PicturePoint,
  line: readonly PicturePoint[],
): { readonly share: number; readonly direction: CrossingDirection }[] {
  return line.slice(1).flatMap((end, index) => {
    const start = line[index] as PicturePoint;
    const [before, after] = [sideOf(from, start, end), sideOf(to, start, end)];
    if (before < 0 === after < 0) return [];
    if (sideOf(start, from, to) < 0 === sideOf(end, from, to) < 0) return [];
    return [{ share: before / (before - after), direction: before < 0 ? 'inbound' : 'outbound' }];
  });
}

/** Negative if the point is to the left of the line from `start` to `end` in the picture, whose y axis points down. */
const sideOf = ([x, y]: PicturePoint, start: PicturePoint, end: PicturePoint): number =>
  (end[0] - start[0]) * (y - start[1]) - (end[1] - start[1]) * (x - start[0]);
