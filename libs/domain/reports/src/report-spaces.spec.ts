import { expect, test } from '@jest/globals';
import { hourMs, isoOf, quarterMs, type Camera } from '@vialog/contracts';
import { lotPlace, measuredBays, SetClock } from '@vialog/events/conformance';
import { InMemoryEventStore } from '@vialog/events/fakes';
import { composeReport } from './compose/compose-report.ts';
import { reportHtml } from './document/report-html.ts';
import { queryOf, reportWorld, roadZone } from './report-world.fixture.ts';

const start = Date.parse('2026-06-01T00:00:00Z');
const siteId = 'site00000001';
const place = { ...lotPlace, cameraId: 'cam000000001', siteId, slotMs: quarterMs, timeZone: 'UTC' };

/** A lot of four spaces beside a road; from noon on, three of its spaces cannot be judged. */
async function lotWorld() {
  const world = await reportWorld({ timeZone: 'UTC', start, days: 1, carsAt: () => 4 });
  const clock = new SetClock(isoOf(start + 24 * hourMs + 5 * 60_000));
  const store = new InMemoryEventStore(clock);
  const records = Array.from({ length: 96 }, (_, i) =>
    measuredBays(start + i * quarterMs, i < 48 ? '0100' : '---0', place),
  );
  await store.append(records);
  const [first] = await world.ports.cameras.versions();
  if (!first) throw new Error('the world has no camera');
  const lot: Camera = { ...first, zones: [roadZone([0, 0, 0.5]), baysZone] };
  const cameras = { versions: () => Promise.resolve([lot]) };
  return { ...world.ports, events: store, trends: store, clock, cameras };
}

const corner = [0.01, 0.03] as const;
const baysZone: Camera['zones'][number] = {
  ...roadZone([0, 0, 0.5]),
  zoneId: place.zoneId,
  name: 'lot',
  kind: 'bays',
  classes: ['car'],
  capacity: 4,
  bays: [0.6, 0.7, 0.8, 0.9].map((x, i) => ({
    bayId: `b${i}`,
    polygon: [
      [x, corner[0]],
      [x + corner[1], corner[0]],
      [x + corner[1], corner[1]],
    ],
  })),
};

test('a report of free spaces leaves hours with unknown spaces out and lists them as gaps', async () => {
  const report = await composeReport(await lotWorld(), queryOf({ measure: 'free', from: isoOf(start) }));
  expect(report.series[0]).toMatchObject({
    mean: 3,
    hours: 12,
    leftOut: 12,
    expected: 96,
    measured: 60,
    coverage: 0.625,
    gaps: [{ reason: 'unknown_spaces', slots: 36 }],
  });
  expect(report.findings.join(' ')).toContain('most spaces are free on Monday from 00:00');
  expect(reportHtml(report)).toContain('spaces of unknown state 36');
});

test('the mean stay of a report contains hours without a departure, whose vehicles stay on', async () => {
  const world = await lotWorld();
  const turnoverAt = (i: number) => ({
    arrivals: 0,
    departures: i % 8 === 0 ? 2 : 0,
    comparedMs: 4 * quarterMs,
    occupiedMs: 2 * quarterMs,
  });
  const store = new InMemoryEventStore(world.clock);
  await store.append(
    Array.from({ length: 96 }, (_, i) => ({
      ...measuredBays(start + i * quarterMs, '0110', place),
      turnover: turnoverAt(i),
    })),
  );
  const ports = { ...world, events: store, trends: store };
  const report = await composeReport(ports, queryOf({ measure: 'stay', from: isoOf(start) }));
  // 24 hours of two occupied spaces and 24 departures; the mean of the twelve hours with departures would be 60 minutes.
  expect(report.series[0]).toMatchObject({ mean: 120, median: 60, hours: 12, leftOut: 12, measured: 96 });
});
