import { noSpecialDays } from '@vialog/calendars';
import { camera, isoOf, type Camera, type Site } from '@vialog/contracts';
import type { EventPorts } from '@vialog/events';
import { siteOf } from './count-stream.ts';

const timeZone = 'Asia/Shanghai';

/** Ports of use cases over a store with the records of `count-stream.ts`: the first site with its cameras. */
export function portsOfSite(
  store: EventPorts['events'] & EventPorts['trends'],
  clock: EventPorts['clock'],
  { zones, slotMs, from }: { readonly zones: number; readonly slotMs: number; readonly from: number },
): EventPorts {
  const sites = Array.from({ length: zones }, (_, zone) => siteOf(zone));
  return portsOfZones(store, clock, { slotMs, from, siteOfZone: sites });
}

/** The same over any sites: one camera with one zone for every entry of `siteOfZone`. */
export function portsOfZones(
  store: EventPorts['events'] & EventPorts['trends'],
  clock: EventPorts['clock'],
  { slotMs, from, siteOfZone }: { slotMs: number; from: number; siteOfZone: readonly string[] },
): EventPorts {
  const cameras = siteOfZone.map((siteId, zone) => cameraOf(zone, { slotMs, from, siteId }));
  const sites = [...new Set(siteOfZone)].map((siteId) => siteNamed(siteId, from));
  return {
    events: store,
    trends: store,
    cameras: { versions: () => Promise.resolve(cameras) },
    sites: { sites: (_, { after }) => Promise.resolve(after ? [] : sites) },
    clock,
    setCounts: { ofSite: () => Promise.resolve([]) },
    handCounts: { ofCamera: () => Promise.resolve([]) },
    specialDays: noSpecialDays,
    latenessMs: 30_000,
  };
}

const siteNamed = (siteId: string, from: number): Site => ({
  siteId,
  name: `Site ${siteId}`,
  kind: 'road_section',
  position: [112.2, 31.03],
  address: '',
  timeZone,
  createdAt: isoOf(from),
});

const cameraOf = (
  zone: number,
  { slotMs, from, siteId }: { slotMs: number; from: number; siteId: string },
): Camera =>
  camera.parse({
    cameraId: `cam${String(zone).padStart(9, '0')}`,
    version: 1,
    validFromAt: isoOf(from),
    createdAt: isoOf(from),
    lifecycle: 'active',
    name: `Camera ${zone}`,
    position: [112.2, 31.03],
    timeZone,
    groups: [],
    stream: { url: 'synthetic:road' },
    streamKind: 'synthetic',
    zones: [
      {
        zoneId: 'view',
        name: 'view',
        kind: 'area',
        role: 'main',
        siteId,
        classes: ['car', 'truck', 'bus', 'bicycle', 'motorcycle'],
        slotMs,
        polygon: [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ],
      },
    ],
  });
