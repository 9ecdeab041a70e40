import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { analyticQuery, dayMs, hourMs, isoOf, type AnalyticQuery } from '@vialog/contracts';
import type { SumsQuery, ZoneSums } from '@vialog/events';
import { SetClock } from '@vialog/events/conformance';
import { InMemoryEventStore } from '@vialog/events/fakes';
import type { ReportFilePorts } from '@vialog/reports';
import { AnalyticsCatalogue } from '../catalogue/analytics-catalogue.ts';
import { cameraOf, lotZone, siteOf, townPorts, townStart } from '../council-town.fixture.ts';
import { prepareRun } from './prepare-run.ts';
import { exportRequests } from './read-population.ts';
import { runAnalytic } from './run-analytic.ts';

const lots = 600;
const numbers = Array.from({ length: lots }, (_, i) => i + 1);
/** Spaces of every lot. */
const capacity = 1_000;

const catalogue = new AnalyticsCatalogue({
  shipped: [
    {
      name: 'fullest-hours.yaml',
      text: 'question: When are the lots fullest?\nmeasure: occupancy\npopulation: parking_lots\nperiod: 13 weeks\nfinding: peak_hours\nchart: bars',
    },
  ],
});

/** At noon, lot n has n vehicles, and none in any other hour. */
const vehiclesAt = (n: number, start: number): number => (((start - townStart) / hourMs) % 24 === 12 ? n : 0);

const sumsOf = (n: number, { edges }: SumsQuery): ZoneSums[] =>
  edges.slice(0, -1).map((start, i) => ({
    cameraId: cameraIds[n - 1] ?? '',
    zoneId: 'zone',
    cameraVersion: 1,
    slotMs: hourMs,
    start,
    measured: ((edges[i + 1] ?? 0) - start) / hourMs,
    total: { sum: 0, max: 0 },
    classes: {},
    occupied: vehiclesAt(n, start),
    unknown: 0,
    capacity,
    gaps: {},
  }));

const cameras = numbers.map((n) => cameraOf(n, `Lot ${n}`, lotZone(capacity)));
const cameraIds = cameras.map(({ cameraId }) => cameraId);
const sites = numbers.map((n) => siteOf(n, `Lot ${n}`, { kind: 'parking_lot', position: [11, 48] }));

/** A city of lots; `onRead` is called with the number of each lot whose sums are read. */
function city(onRead: (n: number) => void = () => undefined): ReportFilePorts {
  const clock = new SetClock(isoOf(townStart + 365 * dayMs));
  const events = new InMemoryEventStore(clock);
  const sums = (query: SumsQuery): Promise<ZoneSums[]> => {
    const read = (query.zones ?? []).map(({ cameraId }) => cameraIds.indexOf(cameraId) + 1);
    read.forEach(onRead);
    return Promise.resolve(read.flatMap((n) => sumsOf(n, query)));
  };
  return townPorts({ clock, cameras, sites, events, sums });
}

const queryOf = (days: number): AnalyticQuery =>
  analyticQuery.parse({ from: isoOf(townStart), to: isoOf(townStart + days * dayMs) });

/** What the heap holds, without garbage. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

test('600 lots are ranked by their fullest hour without keeping the hours of all of them', async () => {
  let [early, late] = [0, 0];
  const ports = city((n) => {
    if (n === 100 && early === 0) early = heldBytes();
    if (n === lots && late === 0) late = heldBytes();
  });
  const { report } = await runAnalytic(ports, await catalogue.find('fullest-hours'), queryOf(3));
  expect(report.series).toHaveLength(lots);
  expect(report.tables[0]?.rows.slice(0, 1)).toEqual([['Lot 600', 1, 'Monday', '12:00', 0.6, 0.6, 0.6, 1]]);
  expect(report.charts[0]?.kind === 'bars' && report.charts[0].bars.slice(0, 2)).toMatchObject([
    { name: 'Lot 600', value: 0.6 },
    { name: 'Lot 599', value: 0.599 },
  ]);
  // 500 lots: their 36,000 hours alone are more than 5 MB.
  expect((late - early) / 1_048_576).toBeLessThan(4);
});

test('13 weeks of 600 lots are read, and what takes minutes is rejected with the number of its hours', async () => {
  const analytic = await catalogue.find('fullest-hours');
  const requestsOf = async (days: number) =>
    exportRequests(city(), await prepareRun(city(), analytic, queryOf(days)));
  expect(await requestsOf(91)).toHaveLength(1);
  await expect(requestsOf(364)).rejects.toThrow(
    /^Expected at most 3000000 hours of all series.*, found 5241600;/,
  );
});
