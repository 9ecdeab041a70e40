import { sceneHeight, sceneWidth } from './lot-scene.ts';
import type { TrafficScene } from './traffic-scene.ts';

export type CrossingDirection = 'inbound' | 'outbound';

/** Where a vehicle is on its lane, px of the scene. */
export interface LanePlace {
  /** Centre of its lower edge. */
  readonly x: number;
  readonly y: number;
  /** Size relative to a vehicle on the line. */
  readonly scale: number;
}

export interface Lane {
  readonly direction: CrossingDirection;
  /** Distance from the entry to the exit, px. Vehicles are invisible at both ends. */
  readonly length: number;
  /** Distance from the entry to the line, px. */
  readonly lineAt: number;
  /** Speed of free traffic, px/s: lowest and highest. */
  readonly speeds: readonly [min: number, max: number];
  /** Distance between vehicles in free traffic and in a jam, px. */
  readonly spacing: { readonly free: number; readonly jam: number };
  readonly place: (distance: number) => LanePlace;
}

/** Vehicles enter and leave this far outside the picture, px. */
const roadMargin = 180;
/** Lower edges of the vehicles on the lanes of a road, px. */
const roadLanes = { inbound: 610, outbound: 330 } as const;

const roadLane = (direction: CrossingDirection): Lane => ({
  direction,
  length: sceneWidth + 2 * roadMargin,
  lineAt: sceneWidth / 2 + roadMargin,
  speeds: [200, 320],
  spacing: { free: 480, jam: 300 },
  place: (distance) => ({
    x: direction === 'inbound' ? distance - roadMargin : sceneWidth + roadMargin - distance,
    y: roadLanes[direction],
    scale: 1,
  }),
});

/** Lower edges at which vehicles of a gate appear under the bridge and are below the picture, px. */
const gateEnds = { far: 130, near: 960 } as const;
const gateLineY = Math.round(sceneHeight * 0.63);

const gateLane = (direction: CrossingDirection): Lane => ({
  direction,
  length: gateEnds.near - gateEnds.far,
  lineAt: direction === 'inbound' ? gateLineY - gateEnds.far : gateEnds.near - gateLineY,
  speeds: [110, 170],
  spacing: { free: 430, jam: 260 },
  place: (distance) => {
    const y = direction === 'inbound' ? gateEnds.far + distance : gateEnds.near - distance;
    const scale = 1 + (y - gateLineY) / 750;
    const side = direction === 'inbound' ? -1 : 1;
    return { x: sceneWidth / 2 + side * 190 * scale, y, scale };
  },
});

/** The lanes of a scene; a road with both ways has two. */
export function lanesOf({ kind, ways }: TrafficScene): Lane[] {
  const directions: CrossingDirection[] = ways === 'both' ? ['inbound', 'outbound'] : [ways];
  return directions.map(kind === 'road' ? roadLane : gateLane);
}
