import type { CountClass } from '@vialog/contracts';
import type { Detection } from './detection.ts';
import type { PictureSides, PixelPoint } from './track.ts';

/** Random numbers in 0..1 from a seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface TrafficScene {
  readonly picture: PictureSides;
  readonly lanes: readonly Lane[];
  readonly line: readonly PixelPoint[];
  /** Objects that are hidden behind this rectangle are not detected. */
  readonly pole?: Rectangle;
  /** Standard deviation of the edges of a detected box, in its sides. */
  readonly noise: number;
  /** Share of the objects that are missed in a frame. */
  readonly missed: number;
  /** False detections per frame, number. */
  readonly falseBoxes: number;
}

/** Objects drive from `from` to `to` (anchor of the box, px) and stop behind each other. */
export interface Lane {
  readonly from: PixelPoint;
  readonly to: PixelPoint;
  /** Width and height of the box of a car at both ends, px. */
  readonly sizes: readonly [from: PictureSides, to: PictureSides];
  /** Speed of free traffic, lengths of a car per s. */
  readonly speed: number;
  /** Mean time between two vehicles, s. */
  readonly headway: number;
  /** Traffic stops and goes at a signal beyond the end of the lane: red and green time, s. */
  readonly signal?: { readonly red: number; readonly green: number; readonly at: number };
}

interface Rectangle {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

interface Vehicle {
  readonly lane: Lane;
  readonly name: CountClass;
  /** Length and width compared with a car. */
  readonly scale: number;
  readonly desired: number;
  /** Distance from the start of the lane, lengths of a car. */
  place: number;
  speed: number;
}

export interface TrafficFrame {
  readonly at: number;
  readonly detections: readonly Detection[];
}

/** Crossings of the line by the anchors of the vehicles, number. */
export interface TrafficTruth {
  inbound: number;
  outbound: number;
}

const stepSeconds = 0.05;
const gap = 0.35;

/** Simulates traffic and what a detector finds. `truth` is complete when every frame was read. */
export function* simulateTraffic(
  scene: TrafficScene,
  { seed, seconds, fps }: { readonly seed: number; readonly seconds: number; readonly fps: number },
  truth: TrafficTruth,
): Generator<TrafficFrame> {
  // Vehicles and the detector use separate numbers, so that the traffic is the same at every frame rate.
  const random = randomOf(seed);
  const detector = randomOf(seed * 7919 + Math.round(fps * 10));
  const queues = scene.lanes.map((lane) => ({
    lane,
    vehicles: [] as Vehicle[],
    next: random() * lane.headway,
  }));
  let nextFrame = 0;
  for (let time = 0; time < seconds; time += stepSeconds) {
    for (const queue of queues) {
      const isClosing = time > seconds - 60;
      if (time >= queue.next && !isClosing && hasRoom(queue.vehicles)) {
        queue.vehicles.push(vehicleOf(queue.lane, random));
        queue.next = time + queue.lane.headway * (0.4 + 1.2 * random());
      }
      for (const [i, vehicle] of queue.vehicles.entries()) {
        const before = anchorAt(vehicle);
        drive(vehicle, queue.vehicles[i - 1], time);
        count(before, anchorAt(vehicle), scene.line, truth);
      }
      queue.vehicles = queue.vehicles.filter(({ place, lane, scale }) => place - scale < lengthOf(lane));
    }
    if (time + 1e-9 < nextFrame) continue;
    nextFrame += (1 / fps) * (0.9 + 0.2 * detector());
    yield {
      at: Math.round(time * 1000),
      detections: detect(
        scene,
        queues.flatMap((q) => q.vehicles),
        detector,
      ),
    };
  }
}

const lengthOf = (lane: Lane): number => {
  const [from, to] = lane.sizes;
  const size = (Math.sqrt(from.width * from.height) + Math.sqrt(to.width * to.height)) / 2;
  return Math.hypot(lane.to.x - lane.from.x, lane.to.y - lane.from.y) / size;
};

const hasRoom = (vehicles: readonly Vehicle[]): boolean =>
  vehicles.every(({ place, scale }) => place - scale > gap);

function vehicleOf(lane: Lane, random: () => number): Vehicle {
  const pick = random();
  const name = pick < 0.8 ? 'car' : pick < 0.93 ? 'truck' : 'bus';
  const scale = name === 'car' ? 0.9 + 0.2 * random() : 1.4 + 0.5 * random();
  const desired = lane.speed * (0.75 + 0.5 * random());
  return { lane, name, scale, desired, place: 0, speed: desired };
}

function drive(vehicle: Vehicle, leader: Vehicle | undefined, time: number): void {
  const free = leader ? leader.place - leader.scale - gap - vehicle.place : Infinity;
  const room = Math.min(free, signalRoom(vehicle, time));
  const safe = Math.max(0, Math.min(vehicle.desired, room * 1.2));
  const change = Math.max(-4, Math.min(1.2, (safe - vehicle.speed) / 0.4)) * stepSeconds;
  vehicle.speed = Math.max(0, Math.min(vehicle.speed + change, Math.max(0, room / stepSeconds)));
  vehicle.place += vehicle.speed * stepSeconds;
}

function signalRoom({ lane, place }: Vehicle, time: number): number {
  if (!lane.signal) return Infinity;
  const { red, green, at } = lane.signal;
  const stop = lengthOf(lane) * at;
  const isRed = time % (red + green) < red;
  return isRed && place <= stop ? stop - place : Infinity;
}

function anchorAt({ lane, place }: Vehicle): PixelPoint {
  const share = place / lengthOf(lane);
  return {
    x: lane.from.x + share * (lane.to.x - lane.from.x),
    y: lane.from.y + share * (lane.to.y - lane.from.y),
  };
}

function count(from: PixelPoint, to: PixelPoint, line: readonly PixelPoint[], truth: TrafficTruth): void {
  for (let i = 1; i < line.length; i += 1) {
    const [a, b] = [line[i - 1] as PixelPoint, line[i] as PixelPoint];
    const side = (p: PixelPoint) => (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) > 0;
    const along = (p: PixelPoint) => (to.x - from.x) * (p.y - from.y) - (to.y - from.y) * (p.x - from.x) > 0;
    if (side(from) === side(to) || along(a) === along(b)) continue;
    if (side(to)) truth.inbound += 1;
    else truth.outbound += 1;
  }
}

function detect(scene: TrafficScene, vehicles: readonly Vehicle[], random: () => number): Detection[] {
  const detections = vehicles.flatMap((vehicle) => detectVehicle(scene, vehicle, random));
  if (random() < scene.falseBoxes) detections.push(falseBox(scene, random));
  return detections;
}

function detectVehicle(scene: TrafficScene, vehicle: Vehicle, random: () => number): Detection[] {
  const anchor = anchorAt(vehicle);
  const { box, visible } = boxAt(scene, vehicle, () => scene.noise * normal(random));
  const score = Math.min(0.95, 0.55 + 0.14 * normal(random) - Math.max(0, 0.7 - visible));
  const isMissed = random() < scene.missed || score < 0.05;
  if (visible < 0.25 || isMissed || isHidden(anchor, scene.pole, random)) return [];
  const name = random() < 0.9 ? vehicle.name : 'truck';
  const { x1, y1, x2, y2 } = box;
  const whole: Detection = { ...box, score, name, kind: 'vehicle' };
  if (random() > 0.03) return [whole];
  // A second box on a part of the vehicle, like the cab of a truck.
  return [whole, { ...whole, x1: x1 + 0.3 * (x2 - x1), y1: y1 + 0.3 * (y2 - y1), score: score * 0.8 }];
}

function isHidden({ x, y }: PixelPoint, pole: Rectangle | undefined, random: () => number): boolean {
  return pole !== undefined && x > pole.x1 && x < pole.x2 && y > pole.y1 && y < pole.y2 && random() < 0.9;
}

/** The box of a vehicle, cut at the edges of the picture, and the share of it that is in the picture. */
function boxAt({ picture }: TrafficScene, vehicle: Vehicle, noise: () => number): VisibleBox {
  const [from, to] = vehicle.lane.sizes;
  const share = Math.min(1.2, vehicle.place / lengthOf(vehicle.lane));
  const width = (from.width + share * (to.width - from.width)) * vehicle.scale;
  const height = (from.height + share * (to.height - from.height)) * vehicle.scale;
  const anchor = anchorAt(vehicle);
  const x1 = Math.max(0, anchor.x - width / 2 + noise() * width);
  const x2 = Math.min(picture.width, anchor.x + width / 2 + noise() * width);
  const y1 = Math.max(0, anchor.y - height + noise() * height);
  const y2 = Math.min(picture.height, anchor.y + noise() * height);
  const isSeen = x2 - x1 >= 4 && y2 - y1 >= 4;
  return { box: { x1, y1, x2, y2 }, visible: isSeen ? ((x2 - x1) * (y2 - y1)) / (width * height) : 0 };
}

interface VisibleBox {
  readonly box: Rectangle;
  readonly visible: number;
}

function falseBox({ picture }: TrafficScene, random: () => number): Detection {
  const [width, height] = [30 + 60 * random(), 30 + 40 * random()];
  const [x1, y1] = [random() * (picture.width - width), random() * (picture.height - height)];
  return {
    x1,
    y1,
    x2: x1 + width,
    y2: y1 + height,
    score: 0.2 + 0.3 * random(),
    name: 'car',
    kind: 'vehicle',
  };
}

/** A normally distributed number with the mean 0 and the standard deviation 1 (Box–Muller). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
