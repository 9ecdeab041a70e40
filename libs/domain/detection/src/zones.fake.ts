import type { PicturePoint, Zone } from '@vialog/contracts';

/** An area that covers the whole picture. */
export const view: Zone = {
  zoneId: 'view',
  name: 'view',
  kind: 'area',
  role: 'main',
  slotMs: 60_000,
  classes: ['person', 'bicycle', 'car', 'motorcycle', 'bus', 'truck'],
  polygon: [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ],
};

/** An axis-aligned rectangle, in fractions of the picture. */
export function bayAt(x: number, y: number, width: number, height: number): [number, number][] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}

export function baysZone(rings: readonly (readonly PicturePoint[])[], changes: Partial<Zone> = {}): Zone {
  return {
    zoneId: 'lot',
    name: 'lot',
    kind: 'bays',
    role: 'main',
    slotMs: 900_000,
    classes: ['car', 'motorcycle', 'bus', 'truck'],
    bays: rings.map((ring, i) => ({
      bayId: String(i + 1),
      polygon: ring.map(([x, y]): [number, number] => [x, y]),
    })),
    ...changes,
  };
}
