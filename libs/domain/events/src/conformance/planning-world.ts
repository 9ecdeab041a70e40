import {
  camera,
  dayMs,
  hourMs,
  isoOf,
  quarterMs,
  type Camera,
  type CountEvent,
  type Site,
  type SpecialDay,
} from '@vialog/contracts';
import type { EventPorts } from '../use-cases/event-ports.ts';
import {
  gap,
  lotPlace,
  measured,
  measuredBays,
  plainPlace,
  type PlaceFacts,
  type SetClock,
} from './event-builders.ts';
import type { EventStore } from './store-under-test.ts';

/** Clocks are set forward on 2026-03-29 and back on 2026-10-25. */
export const planningTimeZone = 'Europe/Berlin';
/** Monday, local midnight, seven weeks around the change of clocks. */
export const planningStart = Date.parse('2026-03-02T00:00:00+01:00');
export const planningDays = 49;
/** An hour with far more than usual, a Wednesday at 03:00 local time in the last week. */
export const unusualHour = Date.parse('2026-04-15T03:00:00+02:00');

/** Good Friday, Easter Monday, and a Saturday that is worked instead. */
export const planningHolidays = ['2026-04-03', '2026-04-06'];
export const planningWorkingDay = '2026-04-11';

const specialDay = (date: string, kind: SpecialDay['kind']): SpecialDay => ({
  date,
  kind,
  name: { text: date, en: null, zh: null },
  calendarId: '00000000000a',
});
const holidays: readonly SpecialDay[] = [
  specialDay('2026-03-10', 'event'),
  ...planningHolidays.map((date) => specialDay(date, 'holiday')),
  specialDay(planningWorkingDay, 'working_day'),
];

const siteId = 'site00000001';
const site: Site = {
  siteId,
  name: 'Market square',
  kind: 'parking_lot',
  position: [11, 48],
  address: '',
  timeZone: planningTimeZone,
  createdAt: isoOf(planningStart),
};
const road: PlaceFacts = { ...plainPlace, siteId, slotMs: quarterMs, timeZone: planningTimeZone };
const lot: PlaceFacts = { ...lotPlace, slotMs: quarterMs, timeZone: planningTimeZone };

const square = (left: number, top: number, size: number) => [
  [left, top],
  [left + size, top],
  [left + size, top + size],
  [left, top + size],
];

function cameraAt(place: PlaceFacts, zone: object): Camera {
  return camera.parse({
    cameraId: place.cameraId,
    version: 1,
    validFromAt: isoOf(planningStart - dayMs),
    createdAt: isoOf(planningStart - dayMs),
    lifecycle: 'active',
    name: `Camera of ${place.zoneId}`,
    position: [11, 48],
    timeZone: planningTimeZone,
    groups: ['centre'],
    stream: { url: 'synthetic:lot?seed=7' },
    streamKind: 'synthetic',
    zones: [{ zoneId: place.zoneId, name: place.zoneId, role: 'main', siteId, slotMs: quarterMs, ...zone }],
  });
}

const bays = [0, 1, 2, 3].map((n) => ({ bayId: `b${n}`, polygon: square(n / 10, 0.8, 0.05) }));
const cameras: readonly Camera[] = [
  cameraAt(road, { kind: 'area', classes: ['car', 'bus'], polygon: square(0, 0, 0.7) }),
  cameraAt(lot, { kind: 'bays', classes: ['car'], capacity: 4, bays }),
];

/** Local hours of the day that are measured; the others have no records. */
const measuredUtcHours = [0, 1, 2, 8, 12, 16];

/** Stores seven weeks of an area and a parking lot: some slots are gaps, some have no record at all. */
export async function planningPorts(store: EventStore, clock: SetClock): Promise<EventPorts> {
  const random = numbers(20_260_302);
  for (let week = 0; week < planningDays / 7; week += 1) {
    const from = planningStart + week * 7 * dayMs;
    clock.set(isoOf(from + 7 * dayMs + 2 * hourMs));
    const records: CountEvent[] = [];
    for (let at = from; at < from + 7 * dayMs; at += quarterMs)
      if (measuredUtcHours.includes(new Date(at).getUTCHours())) records.push(...recordsAt(at, random));
    const verdicts = await store.append(records);
    if (verdicts.some(({ kind }) => kind !== 'stored')) throw new Error('a record was not stored');
  }
  return {
    events: store,
    trends: store,
    cameras: {
      versions: (ids) => Promise.resolve(cameras.filter((one) => !ids || ids.includes(one.cameraId))),
    },
    sites: { sites: (_, page) => Promise.resolve(page.after ? [] : [site]) },
    clock,
    setCounts: { ofSite: () => Promise.resolve([]) },
    handCounts: { ofCamera: () => Promise.resolve([]) },
    specialDays: { between: () => Promise.resolve(() => holidays) },
    latenessMs: 30_000,
  };
}

function recordsAt(at: number, random: () => number): CountEvent[] {
  const isUnusual = at >= unusualHour && at < unusualHour + hourMs;
  const records: CountEvent[] = [];
  if (random() < 0.85 || isUnusual)
    records.push(measured(at, { car: Math.floor(random() * 20) + (isUnusual ? 300 : 0), bus: 1 }, road));
  else if (random() < 0.5) records.push(gap(at, { place: road }));
  const states = Array.from({ length: 4 }, () => (random() < 0.6 ? '1' : random() < 0.2 ? '-' : '0'));
  if (random() < 0.9 || isUnusual) records.push(measuredBays(at, states.join(''), lot));
  return records;
}

/** Repeatable numbers from 0 to below 1 (Lehmer, multiplier 48271). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
