import { describe, expect, test } from '@jest/globals';
import { freeCrossings, lotTruth, parseLotUrl, parseTrafficUrl } from '@vialog/capture-synthetic';
import { countEvent, dayMs, epochOf, hourMs, quarterMs, type CountEvent } from '@vialog/contracts';
import { demoTown } from './demo-town.ts';
import { historyCamera, historyTimes, type HistoryCamera } from './history-cameras.ts';
import { HistoryEvents } from './history-events.ts';

const firstStart = Date.parse('2026-11-30T08:07:00.000Z');
const span = { firstStart, days: 395 };
const inputs = demoTown(firstStart).flatMap(({ cameras }) => cameras.map((make) => make('site00000001')));

function recordOf(code: string, timeZone?: string): HistoryCamera {
  const input = inputs.find((each) => each.code === code);
  if (!input) throw new Error(`the demo has no camera ${code}`);
  return historyCamera({ ...input, ...(timeZone ? { timeZone } : {}) }, span);
}
const eventsOn = (record: HistoryCamera, date: string): CountEvent[] =>
  new HistoryEvents(firstStart).ofDay(record, Date.parse(`${date}T00:00:00.000Z`) / dayMs);
const at = (events: readonly CountEvent[], time: string): CountEvent | undefined =>
  events.find(({ slotStartAt }) => slotStartAt === time);

const truthAt = (code: string, moment: number): string =>
  lotTruth(parseLotUrl(inputs.find((each) => each.code === code)?.stream.url ?? ''), moment);
const numberOf = (states: string): number => states.split('1').length - 1;

describe('the events of the history', () => {
  test('every event is a valid record with the origin simulated, one per slot of the day', () => {
    for (const code of ['demo-river', 'demo-gate-w']) {
      const events = eventsOn(recordOf(code), '2026-06-15');
      expect(events).toHaveLength(96);
      for (const event of events) expect(countEvent.parse(event).origin).toBe('simulated');
    }
  });

  test('a slot of a lot has the spaces of its scene at the middle of the slot', () => {
    const record = recordOf('demo-market-a');
    const noon = '2026-06-13T04:00:00.000Z';
    const truth = truthAt('demo-market-a', epochOf(noon) + quarterMs / 2).slice(0, 30);
    const occupied = [...truth].filter((state) => state === '1').length;
    expect(at(eventsOn(record, '2026-06-13'), noon)).toMatchObject({
      bays: truth,
      occupied,
      capacity: 30,
      unknown: 0,
      localMinute: 12 * 60,
      localWeekday: 6,
    });
    // Saturday is market day, after the street change: 74 % of the usual demand.
    expect(occupied / 30).toBeGreaterThan(0.5);
  });

  test('the vehicles of the loading zone have stopped', () => {
    const noon = '2026-06-13T04:00:00.000Z';
    const present = numberOf(truthAt('demo-market-a', epochOf(noon) + quarterMs / 2).slice(30));
    const events = eventsOn(recordOf('demo-market-a'), '2026-06-13');
    const found = events.find(({ zoneId, slotStartAt }) => zoneId === 'loading' && slotStartAt === noon);
    expect(found).toMatchObject({ zoneRole: 'detail', total: present, stopped: present });
    expect(present).toBeGreaterThan(3);
    for (const event of events) expect(countEvent.parse(event)).toEqual(event);
  });

  test('arrivals and departures are those between the slots of the truth, also over midnight, and none after a gap', () => {
    const quarters = Array.from({ length: 97 }, (_, i) => Date.UTC(2026, 5, 12, 23, 45) + i * quarterMs);
    const states = quarters.map((slot) => truthAt('demo-river', slot + quarterMs / 2));
    const arrivals = states
      .slice(1)
      .map((now, i) => [...now].filter((state, bay) => state === '1' && states[i]?.[bay] === '0').length);
    const events = eventsOn(recordOf('demo-river'), '2026-06-13');
    expect(events.map(({ turnover }) => turnover?.arrivals)).toEqual(arrivals);
    expect(arrivals.reduce((a, b) => a + b)).toBeGreaterThan(40);
    expect(events[0]?.turnover?.comparedMs).toBe(40 * quarterMs);
    const afterOutage = at(eventsOn(recordOf('demo-garden'), '2026-11-13'), '2026-11-13T04:00:00.000Z');
    expect(afterOutage).toMatchObject({ kind: 'measured' });
    expect(afterOutage?.turnover).toBeUndefined();
  });

  test('a slot of a gate has the crossings of its scene', () => {
    const morning = '2026-06-15T23:00:00.000Z';
    const scene = parseTrafficUrl(inputs.find(({ code }) => code === 'demo-gate-w')?.stream.url ?? '');
    const counts = freeCrossings(scene, { from: epochOf(morning), to: epochOf(morning) + quarterMs });
    const event = at(eventsOn(recordOf('demo-gate-w'), '2026-06-15'), morning);
    expect(event).toMatchObject({ inbound: counts.inbound, outbound: counts.outbound, localMinute: 7 * 60 });
    expect(counts.inbound.car ?? 0).toBeGreaterThan(10);
  });

  test('the outage is one gap per hour, from 06:00 to noon of the next day in local time', () => {
    const record = recordOf('demo-garden');
    const gaps = ['2026-11-11', '2026-11-12', '2026-11-13', '2026-11-14']
      .flatMap((date) => eventsOn(record, date))
      .filter(({ kind }) => kind === 'gap');
    expect(gaps).toHaveLength(30);
    expect(gaps[0]).toMatchObject({ slotStartAt: '2026-11-11T22:00:00.000Z', reason: 'offline', slots: 4 });
    expect(gaps.at(-1)).toMatchObject({ slotStartAt: '2026-11-13T03:00:00.000Z' });
  });

  test('one camera is measured in about two thirds of the hours of the last six weeks only', () => {
    const record = recordOf('demo-station');
    const measured = eventsOn(record, '2026-11-16').filter(({ kind }) => kind === 'measured').length;
    expect(measured).toBeGreaterThan(40);
    expect(measured).toBeLessThan(80);
    expect(eventsOn(record, '2026-10-05').every(({ kind }) => kind === 'measured')).toBe(true);
  });

  test('the model of North Lot changes 90 days before the first start and nothing is counted twice', () => {
    const record = recordOf('demo-north-a');
    const events = eventsOn(record, '2026-09-01');
    expect(record.versions.map(({ version, lifecycle }) => [version, lifecycle])).toEqual([
      [1, 'active'],
      [2, 'active'],
      [3, 'retired'],
    ]);
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(96);
    const models = (date: string) => new Set(eventsOn(record, date).map(({ model }) => model));
    expect(models('2026-08-31')).toEqual(new Set(['ssdlite-mobilenet-v2']));
    expect(models('2026-09-01')).toEqual(new Set(['nanodet-g-416']));
  });

  test('local times follow the clock change of the time zone of a camera', () => {
    const events = eventsOn(recordOf('demo-river', 'Europe/Berlin'), '2026-10-25');
    const ofHour = events.filter(({ localMinute }) => Math.floor(localMinute / 60) === 2);
    expect(events).toHaveLength(96);
    expect(ofHour.map(({ slotStartAt }) => slotStartAt.slice(11, 16))).toEqual([
      '00:00',
      '00:15',
      '00:30',
      '00:45',
      '01:00',
      '01:15',
      '01:30',
      '01:45',
    ]);
  });

  test('the history has 13 months and ends with the last whole slot before the first start', () => {
    const { from, to } = historyTimes(span);
    expect([from, to].map((moment) => new Date(moment).toISOString())).toEqual([
      '2025-11-01T00:00:00.000Z',
      '2026-11-30T08:00:00.000Z',
    ]);
    expect(eventsOn(recordOf('demo-river'), '2026-11-30')).toHaveLength((8 * hourMs) / quarterMs);
    expect(eventsOn(recordOf('demo-river'), '2025-10-31')).toEqual([]);
  });
});
