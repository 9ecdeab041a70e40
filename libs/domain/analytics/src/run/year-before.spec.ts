import { expect, test } from '@jest/globals';
import { analyticQuery, hourMs, isoOf, type AnalyticResult } from '@vialog/contracts';
import type { SumsQuery, ZoneSums } from '@vialog/events';
import { SetClock } from '@vialog/events/conformance';
import { InMemoryEventStore } from '@vialog/events/fakes';
import { offsetAt } from '@vialog/measuring';
import type { ReportFilePorts } from '@vialog/reports';
import { AnalyticsCatalogue } from '../catalogue/analytics-catalogue.ts';
import { cameraOf, lotZone, siteOf, townPorts } from '../council-town.fixture.ts';
import { runAnalytic } from './run-analytic.ts';

const capacity = 20;
/** The first hour of 2026 in Europe/Berlin. */
const newYear = Date.parse('2026-01-01T00:00:00+01:00');

/** 10 vehicles in every hour of 2025 and 14 in every hour of 2026; on Sundays one fewer. */
function vehiclesAt(start: number): number {
  const isSunday = new Date(start + offsetAt(start, 'Europe/Berlin')).getUTCDay() === 0;
  return (start < newYear ? 10 : 14) - (isSunday ? 1 : 0);
}

const sums = ({ zones = [], edges }: SumsQuery): Promise<ZoneSums[]> =>
  Promise.resolve(
    zones.flatMap(({ cameraId, zoneId }) =>
      edges.slice(0, -1).map((start, i) => {
        const measured = ((edges[i + 1] ?? 0) - start) / hourMs;
        return {
          cameraId,
          zoneId,
          cameraVersion: 1,
          slotMs: hourMs,
          start,
          measured,
          total: { sum: 0, max: 0 },
          classes: {},
          occupied: vehiclesAt(start) * measured,
          unknown: 0,
          capacity: capacity * measured,
          gaps: {},
        };
      }),
    ),
  );

function lot(now: string): ReportFilePorts {
  const clock = new SetClock(now);
  const since = { validFromAt: '2024-12-01T00:00:00.000Z', createdAt: '2024-12-01T00:00:00.000Z' };
  const cameras = [{ ...cameraOf(1, 'North', lotZone(capacity)), ...since }];
  const sites = [siteOf(1, 'North lot', { kind: 'parking_lot', position: [11, 48] })];
  return townPorts({ clock, cameras, sites, events: new InMemoryEventStore(clock), sums });
}

async function run(
  comparison: string,
  query: Record<string, string>,
  now = '2026-12-31T23:05:00Z',
): Promise<AnalyticResult> {
  const text = [
    'question: Is the lot fuller than a year ago?',
    'measure: occupancy',
    'population: parking_lots',
    'period: 4 weeks',
    `comparison: ${comparison}`,
    'finding: change',
    'chart: days',
  ].join('\n');
  const catalogue = new AnalyticsCatalogue({ shipped: [{ name: 'year.yaml', text }] });
  return runAnalytic(lot(now), await catalogue.find('year'), analyticQuery.parse(query));
}

// Clocks go forward on 2025-03-30 at 02:00: the day before the period still has winter time.
test.each([
  ['year before', '2025-03-29T23:00:00.000Z', '2025-04-26T22:00:00.000Z'],
  ['same weekdays a year before', '2025-03-30T22:00:00.000Z', '2025-04-27T22:00:00.000Z'],
])('a period is compared with the %s at the same local times', async (comparison, from, to) => {
  const period = { from: '2026-03-30T00:00:00+02:00', to: '2026-04-27T00:00:00+02:00' };
  const { compared, report } = await run(comparison, period);
  expect(compared).toEqual({ from, to });
  expect(report.tables[0]?.rows[0]?.slice(0, 5)).toEqual(['North lot', 'higher', 0.492857, 0.692857, 0.2]);
});

test('the days of the year before are a second line over the dates of the period', async () => {
  const period = { from: '2026-03-30T00:00:00+02:00', to: '2026-04-27T00:00:00+02:00' };
  const { report } = await run('same weekdays a year before', period);
  const [chart] = report.charts;
  if (chart?.kind !== 'days') throw new Error('expected a line per day');
  expect(chart.series.map(({ name }) => name)).toEqual(['North lot', 'North lot, a year before']);
  const [days = [], before = []] = chart.series.map((series) => series.days);
  expect(before.map(({ date }) => date)).toEqual(days.map(({ date }) => date));
  // 2026-04-05 and 2025-04-06 are Sundays.
  const valuesOf = (date: string) =>
    [days, before].map((some) => some.find((day) => day.date === date)?.value);
  expect(valuesOf('2026-04-05')).toEqual([0.65, 0.45]);
  expect(chart.marks).toEqual([]);
});

test('a period that is longer than a year is not compared with the one before', async () => {
  const period = { from: isoOf(newYear), to: '2026-12-31T23:00:00Z' };
  await expect(run('year before', period)).resolves.toMatchObject({ compared: { to: isoOf(newYear) } });
  await expect(run('same weekdays a year before', period)).rejects.toThrow(
    /^Expected at most 364 days, found 2025-12-31T23:00:00.000Z to 2026-12-31T23:00:00.000Z/,
  );
});

test.each([
  ['29 February', ['2028-02-29', '2028-03-01'], ['2027-02-28', '2027-03-01']],
  ['hours of 29 February', ['2028-02-29T08', '2028-02-29T10'], ['2027-02-28T08', '2027-02-28T10']],
  ['a February with 29 days', ['2028-02-01', '2028-03-01'], ['2027-02-01', '2027-03-01']],
  ['the days before 29 February', ['2028-02-01', '2028-02-29'], ['2027-02-01', '2027-03-01']],
])('the year before of %s is not empty and has no other days', async (_, period, before) => {
  const local = (text: string) => new Date(`${text.padEnd(13, 'T00')}:00:00+01:00`).toISOString();
  const [from, to, comparedFrom, comparedTo] = [...period, ...before].map(local) as [
    string,
    string,
    string,
    string,
  ];
  const { compared } = await run('year before', { from, to }, '2028-03-05T00:05:00Z');
  expect(compared).toEqual({ from: comparedFrom, to: comparedTo });
});
