import { noSpecialDays } from '@vialog/calendars';
import { camera, isoOf, type Camera, type CountEvent, type Site, type Zone } from '@vialog/contracts';
import { gap, measured, measuredBays, SetClock, type PlaceFacts } from '../conformance/event-builders.ts';
import { InMemoryHandCounts, InMemorySetCounts } from '@vialog/registry/conformance';
import { InMemoryEventStore } from '../event-store.fake.ts';
import type { EventPorts } from './event-ports.ts';

/** The start of every test world: a Tuesday, 10:00 UTC, 18:00 in Shanghai. */
export const ten = Date.parse('2026-03-31T10:00:00.000Z');

export const northLot: Site = {
  siteId: 'site00000001',
  name: 'North Lot',
  kind: 'parking_lot',
  position: [112.2, 31.03],
  address: '',
  timeZone: 'Asia/Shanghai',
  createdAt: isoOf(ten),
};
export const southGate: Site = {
  ...northLot,
  siteId: 'site00000002',
  name: '南门',
  kind: 'gate',
  position: [112.25, 31.0],
};

export const roadZone: Zone = {
  zoneId: 'view',
  name: 'view',
  kind: 'area',
  role: 'main',
  classes: ['car', 'bus', 'truck'],
  slotMs: 10_000,
  polygon: [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ],
};

const bay = (n: number): { bayId: string; polygon: [number, number][] } => ({
  bayId: `b${n}`,
  polygon: [
    [n / 10, 0.8],
    [n / 10 + 0.05, 0.8],
    [n / 10 + 0.05, 0.9],
    [n / 10, 0.9],
  ],
});
export const lotZone: Zone = {
  zoneId: 'lot',
  name: 'Row A',
  kind: 'bays',
  role: 'main',
  siteId: northLot.siteId,
  classes: ['car'],
  slotMs: 60_000,
  capacity: 4,
  bays: [0, 1, 2, 3].map(bay),
};

/** A camera that is valid from 09:00 UTC. */
export function cameraOf(fields: Partial<Camera> = {}): Camera {
  return camera.parse({
    cameraId: 'cam000000001',
    version: 1,
    validFromAt: isoOf(ten - 3_600_000),
    createdAt: isoOf(ten - 3_600_000),
    lifecycle: 'active',
    name: 'Gate 3',
    position: [112.2, 31.03],
    timeZone: 'Asia/Shanghai',
    groups: ['west'],
    stream: { url: 'synthetic:lot?seed=7' },
    streamKind: 'synthetic',
    zones: [roadZone],
    ...fields,
  });
}

export const lotCamera = (fields: Partial<Camera> = {}): Camera =>
  cameraOf({
    cameraId: 'cam000000002',
    name: 'Lot camera',
    zones: [lotZone],
    position: [112.21, 31.03],
    ...fields,
  });

function placeOf(of: Camera): PlaceFacts {
  const [zone] = of.zones;
  if (!zone || zone.kind === 'line') throw new Error('a camera of these tests has an area or a bays zone');
  return {
    cameraId: of.cameraId,
    cameraVersion: of.version,
    zoneId: zone.zoneId,
    zoneKind: zone.kind,
    zoneRole: zone.role,
    slotMs: zone.slotMs,
    position: [of.position[0], of.position[1]],
    timeZone: of.timeZone,
    ...(zone.siteId === undefined ? {} : { siteId: zone.siteId }),
  };
}

export const cars = (of: Camera, at: number, count: number): CountEvent =>
  measured(at, { car: count }, placeOf(of));
export const bays = (of: Camera, at: number, states: string): CountEvent =>
  measuredBays(at, states, placeOf(of));
export const lost = (
  of: Camera,
  at: number,
  slots = 1,
  reason: CountEvent['reason'] = 'offline',
): CountEvent => gap(at, { place: placeOf(of), slots, ...(reason ? { reason } : {}) });

export interface World {
  readonly ports: EventPorts;
  readonly store: InMemoryEventStore;
  readonly clock: SetClock;
  readonly setCounts: InMemorySetCounts;
  readonly handCounts: InMemoryHandCounts;
}

/** A store, a directory and a clock at a given time (10:00 UTC where left out). */
export function worldOf(
  cameras: readonly Camera[],
  now = ten,
  sites: readonly Site[] = [northLot, southGate],
): World {
  const clock = new SetClock(isoOf(now));
  const store = new InMemoryEventStore(clock);
  const [setCounts, handCounts] = [new InMemorySetCounts(), new InMemoryHandCounts()];
  const ports: EventPorts = {
    events: store,
    trends: store,
    clock,
    setCounts,
    handCounts,
    specialDays: noSpecialDays,
    latenessMs: 30_000,
    cameras: {
      versions: (ids) => Promise.resolve(cameras.filter((one) => !ids || ids.includes(one.cameraId))),
    },
    sites: {
      sites: (_, page) =>
        Promise.resolve(
          sites.filter((site) => !page.after || site.name > page.after.name).slice(0, page.limit),
        ),
    },
  };
  return { ports, store, clock, setCounts, handCounts };
}

export async function written(world: World, events: readonly CountEvent[]): Promise<void> {
  const verdicts = await world.store.append(events);
  const failed = verdicts.find((verdict) => verdict.kind !== 'stored');
  if (failed) throw new Error(`the test world was not stored: ${JSON.stringify(failed)}`);
}
