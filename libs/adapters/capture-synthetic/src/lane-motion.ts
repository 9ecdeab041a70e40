import { demandAt } from './demand.ts';
import { patternOfLane } from './demand-patterns.ts';
import { hashNumber } from './hash-number.ts';
import type { Lane } from './traffic-lanes.ts';
import type { TrafficScene } from './traffic-scene.ts';

/** A vehicle on its lane at a moment. */
export interface MovingVehicle {
  /** Number of the vehicle on its lane; it never changes. */
  readonly number: number;
  /** Distance from the entry, px. */
  readonly distance: number;
  /** It drives back to the entry. */
  readonly returning: boolean;
}

/** Time in which at most one vehicle is on a lane where vehicles turn back, s. */
const turnSlotS = 13;
/** A lane in a jam advances by one vehicle in this time, s. */
const jamBlockS = 10;
/** Vehicles stop on the line at this interval, s. */
const stopBlockS = 18;

/** The vehicles of a lane at a moment (epoch ms), a pure function of scene, lane and moment. */
export function vehiclesOn(scene: TrafficScene, lane: Lane, at: number): MovingVehicle[] {
  const seconds = at / 1000;
  if (scene.motion === 'turn') return turningVehicle(scene, lane, seconds);
  const spacing = scene.traffic === 'jam' ? lane.spacing.jam : lane.spacing.free;
  const advanced = lane.lineAt + spacing * beltPosition(scene, lane, seconds);
  const newest = Math.floor(advanced / spacing);
  const oldest = Math.ceil((advanced - lane.length) / spacing);
  return Array.from({ length: newest - oldest + 1 }, (_, index) => newest - index)
    .filter((number) => isPresent(scene, lane, number))
    .map((number) => ({ number, distance: advanced - number * spacing, returning: false }));
}

const saltOf = (lane: Lane): number => (lane.direction === 'inbound' ? 11 : 12);

const isPresent = (scene: TrafficScene, lane: Lane, number: number): boolean =>
  hashNumber(scene.seed, number, saltOf(lane), 21) < presentShare(scene, lane, number);

function presentShare(scene: TrafficScene, lane: Lane, number: number): number {
  if (!scene.demand) return scene.traffic === 'jam' ? 0.9 : 0.75;
  const { pattern, busiestShare } = patternOfLane(scene.demand.kind, lane.direction);
  return busiestShare * demandAt(pattern, scene.demand, number * spacingMs(scene, lane));
}

/** Time between two places of free traffic on the line, ms. Place number n is on the line at n times this. */
const spacingMs = (scene: TrafficScene, lane: Lane): number =>
  (1000 * lane.spacing.free) / freeSpeed(scene, lane);

/** Speed of free traffic on a lane, px/s. */
function freeSpeed(scene: TrafficScene, lane: Lane): number {
  const [min, max] = lane.speeds;
  return min + (max - min) * hashNumber(scene.seed, saltOf(lane), 22);
}

/**
 * The vehicles of a lane with free traffic that cross the line of the scene between two moments (epoch ms, the second excluded),
 * each as its number on the lane. Without a search, so that months can be computed.
 */
export function freeVehiclesOver(
  scene: TrafficScene,
  lane: Lane,
  { from, to }: { readonly from: number; readonly to: number },
): readonly number[] {
  const spacing = spacingMs(scene, lane);
  const numbers: number[] = [];
  for (let number = Math.ceil(from / spacing); number * spacing < to; number += 1)
    if (isPresent(scene, lane, number)) numbers.push(number);
  return numbers;
}

/** Distance by which all vehicles of the lane have advanced, in spacings: the whole lane moves like a belt. */
function beltPosition(scene: TrafficScene, lane: Lane, seconds: number): number {
  if (scene.traffic === 'jam') return stopAndGo(scene, lane, seconds, jamBlockS);
  if (scene.motion === 'stop') return stopAndGo(scene, lane, seconds, stopBlockS);
  return (seconds * freeSpeed(scene, lane)) / lane.spacing.free;
}

/**
 * One spacing per block: a stop of 35 to 65 % of the block, then the move. In a jam the vehicles stop anywhere; otherwise
 * they stop within a twentieth of a spacing of the line.
 */
function stopAndGo(scene: TrafficScene, lane: Lane, seconds: number, blockS: number): number {
  const block = Math.floor(seconds / blockS);
  const within = seconds / blockS - block;
  const stop = 0.35 + 0.3 * hashNumber(scene.seed, block, saltOf(lane), 23);
  const place = (number: number): number => {
    const offset = hashNumber(scene.seed, number, saltOf(lane), 24) - 0.5;
    return number + (scene.traffic === 'jam' ? 0.8 * offset : 0.1 * offset);
  };
  if (within <= stop) return place(block);
  const progress = (within - stop) / (1 - stop);
  return place(block) + (place(block + 1) - place(block)) * smoothStep(progress);
}

const smoothStep = (x: number): number => x * x * (3 - 2 * x);

/** One vehicle per slot of time. It passes, or it turns well before or well after the line. */
function turningVehicle(scene: TrafficScene, lane: Lane, seconds: number): MovingVehicle[] {
  const number = Math.floor(seconds / turnSlotS);
  const within = seconds / turnSlotS - number;
  if (!isPresent(scene, lane, number)) return [];
  const pick = hashNumber(scene.seed, number, saltOf(lane), 25);
  const lineShare = lane.lineAt / lane.length;
  if (pick > 0.6) return [{ number, distance: lane.length * within, returning: false }];
  const turnAt =
    lane.length * (pick < 0.35 ? lineShare * (0.45 + 0.9 * pick) : lineShare + 0.14 + 0.6 * (pick - 0.35));
  const returning = within > 0.5;
  const progress = returning ? 2 - 2 * within : 2 * within;
  // Half a sine: the vehicle slows down before it turns.
  return [{ number, distance: turnAt * Math.sin((progress * Math.PI) / 2), returning }];
}
