import { eventIdOf, isoOf, type CountEvent } from '@vialog/contracts';

/** Zones that count cars on roads: 12 per site, in rows one kilometre apart. */
export interface CountStream {
  readonly zones: number;
  readonly slotMs: number;
}

const cells = ['85411c97fffffff', '87411c96effffff', '89411c96ea7ffff'];
const zonesPerSite = 12;

export const siteOf = (zone: number): string =>
  `site${String(Math.floor(zone / zonesPerSite)).padStart(8, '0')}`;

/** Longitude and latitude: the zones of a site are in one row. */
const positionOf = (zone: number): [number, number] => [
  Number((112.2 + (zone % zonesPerSite) * 0.01).toFixed(6)),
  Number((31.03 + Math.floor(zone / zonesPerSite) * 0.01).toFixed(6)),
];

export type Box = ReturnType<typeof boxOf>;

/** The box around the zones of one site. */
export const boxOf = (site: number) => ({
  kind: 'bbox' as const,
  west: 112.195,
  east: 112.315,
  south: 31.025 + site * 0.01,
  north: 31.035 + site * 0.01,
});

/** One record per zone for the slot, deterministic: a daily rhythm, some noise, few trucks. */
export function slotOf({ zones, slotMs }: CountStream, slotStart: number): CountEvent[] {
  const hour = (slotStart / 3_600_000) % 24;
  return Array.from({ length: zones }, (_, zone) => {
    const noise = (slotStart / 1000 + zone * 7919) % 97;
    const car = Math.floor(15 + 12 * Math.sin((hour / 24) * 2 * Math.PI + zone) + (noise % 7));
    return recordOf(
      { zone, slotStart, slotMs },
      { bicycle: 1, car, motorcycle: 0, bus: 0, truck: noise % 3 },
    );
  });
}

/** One record of a zone with these counts. */
export function recordOf(
  { zone, slotStart, slotMs }: { zone: number; slotStart: number; slotMs: number },
  counts: { bicycle: number; car: number; motorcycle: number; bus: number; truck: number },
): CountEvent {
  const key = { slotStart, cameraId: `cam${String(zone).padStart(9, '0')}`, zoneId: 'view' };
  const vehicle = counts.car + counts.bus + counts.truck;
  const minute = Math.floor(slotStart / 60_000) + 480;
  return {
    v: 1,
    eventId: eventIdOf(key),
    slotStartAt: isoOf(slotStart),
    slotMs,
    cameraId: key.cameraId,
    cameraVersion: 1,
    siteId: siteOf(zone),
    zoneId: key.zoneId,
    zoneKind: 'area',
    zoneRole: 'main',
    kind: 'measured',
    origin: 'simulated',
    counts,
    peak: counts,
    total: vehicle + counts.bicycle + counts.motorcycle,
    vehicle,
    twoWheeler: counts.bicycle + counts.motorcycle,
    framesUsed: 2,
    framesReused: 0,
    framesExpected: 2,
    slots: 1,
    model: 'nanodet-g-416',
    position: positionOf(zone),
    cells,
    localMinute: minute % 1440,
    localWeekday: ((Math.floor(minute / 1440) + 3) % 7) + 1,
    capturedAt: isoOf(slotStart + slotMs - 1000),
  };
}
