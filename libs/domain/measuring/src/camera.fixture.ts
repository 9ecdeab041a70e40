import { camera, isoOf, type Camera, type ClassCounts, type FrameCount, type Zone } from '@vialog/contracts';

/** Builders for the tests of this library: complete, valid records from the few fields that a test needs. */
export const base = Date.UTC(2026, 2, 2, 8, 0, 0);

export function areaZone(zone: Partial<Zone> = {}): Zone {
  return {
    zoneId: 'lane',
    name: 'Lane',
    kind: 'area',
    role: 'main',
    classes: ['bicycle', 'car', 'motorcycle', 'bus', 'truck'],
    slotMs: 10_000,
    polygon: rectangle(0, 0, 0.5, 0.5),
    ...zone,
  };
}

export function baysZone(spaces: number, zone: Partial<Zone> = {}): Zone {
  const bays = Array.from({ length: spaces }, (_, i) => ({
    bayId: `b${i}`,
    polygon: rectangle(i / spaces, 0.8, 0.01, 0.1),
  }));
  return {
    zoneId: 'lot',
    name: 'Lot',
    kind: 'bays',
    role: 'main',
    classes: ['car', 'truck'],
    slotMs: 60_000,
    capacity: spaces,
    bays,
    ...zone,
  };
}

export function lineZone(zone: Partial<Zone> = {}): Zone {
  return {
    zoneId: 'gate',
    name: 'Gate',
    kind: 'line',
    role: 'main',
    classes: ['car', 'bus'],
    slotMs: 10_000,
    line: [
      [0.1, 0.5],
      [0.9, 0.5],
    ],
    ...zone,
  };
}

/** An axis-parallel rectangle; x and y of its corner, width and height, all 0..1. */
export function rectangle(x: number, y: number, width: number, height: number): [number, number][] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}

export function cameraOf(
  fields: Partial<Omit<Camera, 'validFromAt'>> & { readonly validFrom?: number } = {},
): Camera {
  const { validFrom = base, ...rest } = fields;
  return camera.parse({
    cameraId: 'cam000000001',
    version: 1,
    validFromAt: isoOf(validFrom),
    createdAt: isoOf(base),
    lifecycle: 'active',
    name: 'Gate',
    position: [112.2, 31.03],
    stream: { url: 'synthetic:lot?seed=7' },
    streamKind: 'synthetic',
    zones: [areaZone()],
    ...rest,
  });
}

export function frameCountOf(at: number, zones: Record<string, ClassCounts>, version = 1): FrameCount {
  return {
    v: 1,
    cameraId: 'cam000000001',
    cameraVersion: version,
    capturedAt: isoOf(at),
    model: 'nanodet-g-416',
    zones: Object.entries(zones).map(([zoneId, counts]) => ({
      zoneId,
      counts,
      total: Object.values(counts).reduce<number>((sum, n) => sum + (n ?? 0), 0),
    })),
  };
}

/** Counters of the line `gate` on one frame: crossings of cars since the session began. */
export function crossingsOf(
  at: number,
  counters: {
    readonly inbound: number;
    readonly outbound?: number;
    readonly session?: string;
    readonly startedAt?: number;
    readonly version?: number;
  },
): FrameCount {
  const { inbound, outbound = 0, session = 'session1', startedAt = base, version = 1 } = counters;
  return {
    v: 1,
    cameraId: 'cam000000001',
    cameraVersion: version,
    capturedAt: isoOf(at),
    model: 'nanodet-g-416',
    tracking: { session, startedAt: isoOf(startedAt) },
    zones: [{ zoneId: 'gate', counts: {}, total: 0, inbound: { car: inbound }, outbound: { car: outbound } }],
  };
}
