import { eventIdOf, isoOf, dayMs, type Clock, type CountEvent } from '@vialog/contracts';

const slotMs = 10_000;
export const zonesInAll = 84;
export const days = 7;
/** 7 days of 10 s slots of 84 zones. */
export const eventsInAll = (days * dayMs * zonesInAll) / slotMs;

/** Data ends with the last complete day before the run. */
export const filledTo = Math.floor(Date.now() / dayMs) * dayMs;
export const filledFrom = filledTo - days * dayMs;

export const benchClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };

/** A box with twelve zones, one seventh of all. */
export const box = { kind: 'bbox', west: 112.2, south: 31, east: 112.2115, north: 31.1 } as const;
export const benchSite = 'site00000003';

/** Records `first` to `first + count` in the order of a city: slot by slot. Deterministic. */
export function benchEvents(first: number, count: number): CountEvent[] {
  return Array.from({ length: count }, (_, i) => eventNumber(first + i));
}

function eventNumber(n: number): CountEvent {
  const zone = n % zonesInAll;
  const slotStart = filledFrom + Math.floor(n / zonesInAll) * slotMs;
  const cameraId = `cam${String(zone).padStart(9, '0')}`;
  const car = (Math.imul(n, 2_654_435_761) >>> 16) % 30;
  const bus = n % 7 === 0 ? 1 : 0;
  // One record in a million has that many trucks.
  const truck = n % 1_000_003 === 500_000 ? 50 : n % 3;
  const counts = { car, bus, truck, person: n % 5, bicycle: n % 2, motorcycle: 0 };
  const local = Math.floor(slotStart / 60_000) + 480;
  return {
    v: 1,
    eventId: eventIdOf({ slotStart, cameraId, zoneId: 'road' }),
    slotStartAt: isoOf(slotStart),
    slotMs,
    cameraId,
    cameraVersion: 1,
    siteId: `site${String(zone % 7).padStart(8, '0')}`,
    zoneId: 'road',
    zoneKind: 'area',
    zoneRole: 'main',
    kind: 'measured',
    origin: 'camera',
    counts,
    peak: counts,
    total: car + bus + truck + (n % 5) + (n % 2),
    vehicle: car + bus + truck,
    twoWheeler: n % 2,
    framesUsed: 2,
    framesReused: 0,
    framesExpected: 2,
    slots: 1,
    model: 'nanodet-g-416',
    position: [Math.round((112.2 + zone / 1000) * 1e6) / 1e6, 31.03],
    cells: ['85411c97fffffff', '87411c96effffff', '89411c96ea7ffff'],
    localMinute: local % 1440,
    localWeekday: ((Math.floor(local / 1440) + 3) % 7) + 1,
    capturedAt: isoOf(slotStart + 9_000),
  };
}

/** Runs the jobs that `next` returns until it returns undefined, `width` at a time. */
export async function runConcurrently(width: number, next: () => Promise<void> | undefined): Promise<void> {
  const lane = async (): Promise<void> => {
    for (let job = next(); job; job = next()) await job;
  };
  await Promise.all(Array.from({ length: width }, lane));
}
