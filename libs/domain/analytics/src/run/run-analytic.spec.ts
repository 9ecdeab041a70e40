import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  analyticFileQuery,
  analyticQuery,
  analyticResult,
  reportLanguage,
  trendExportQuery,
  type AnalyticResult,
  type Report,
} from '@vialog/contracts';
import { exportTrends } from '@vialog/events';
import type { ReportFilePorts } from '@vialog/reports';
import { AnalyticsCatalogue } from '../catalogue/analytics-catalogue.ts';
import { idOfName } from '../catalogue/read-definition.ts';
import { councilTown, shippedFiles } from '../council-town.fixture.ts';
import { analyticFile } from './analytic-file.ts';
import { runAnalytic } from './run-analytic.ts';

let ports: ReportFilePorts;
const catalogue = new AnalyticsCatalogue({ shipped: shippedFiles(fs) });
beforeAll(async () => (ports = await councilTown()));

const run = async (id: string, query: Record<string, unknown> = {}): Promise<AnalyticResult> =>
  runAnalytic(ports, await catalogue.find(id), analyticQuery.parse(query));
const reportOf = async (id: string, query?: Record<string, unknown>): Promise<Report> =>
  (await run(id, query)).report;

/** Cells of the first table: the figures of the finding. */
const rowsOf = ({ tables }: Report) => tables[0]?.rows ?? [];
const barsOf = ({ charts }: Report) => charts.flatMap((chart) => (chart.kind === 'bars' ? chart.bars : []));

/** Figures are computed by hand from the formulas of the town. */
describe('the shipped analytics', () => {
  test('the fullest hour of each lot is that of the typical week', async () => {
    const report = await reportOf('fullest-hours');
    expect(report.question).toBe('When are the lots fullest?');
    expect(report.findings[0]).toBe(
      'North lot: the peak hour of the typical week is Saturday from 10:00, with 100 % in the median; 70 % of these 9 hours were between 100 % and 100 %.',
    );
    expect(rowsOf(report).map((row) => row.slice(0, 5))).toEqual([
      ['North lot', 1, 'Saturday', '10:00', 1],
      ['North lot', 2, 'Saturday', '11:00', 1],
      ['North lot', 3, 'Saturday', '12:00', 1],
      ['Far lot', 1, 'Monday', '12:00', 0.5],
      ['Far lot', 2, 'Tuesday', '12:00', 0.5],
      ['Far lot', 3, 'Wednesday', '12:00', 0.5],
      // Nine Wednesdays with 8, 8, 8, 10, 12, 12, 12, 16 and 30 vehicles on 40 spaces.
      ['South lot', 1, 'Wednesday', '00:00', 0.3],
      ['South lot', 2, 'Wednesday', '01:00', 0.3],
      ['South lot', 3, 'Wednesday', '02:00', 0.3],
    ]);
    expect(report.charts.map(({ kind }) => kind)).toEqual(['week', 'week', 'week', 'bars']);
  });

  test('a lot reaches its target on six days a week, and days with missing hours are not decided', async () => {
    const report = await reportOf('reaches-85');
    expect(report.findings.slice(0, 3)).toEqual([
      'North lot reached 85 % on 54 of 63 days, most often on Monday (9 of 9); on half of these days it did so in the hour from 08:00 or earlier.',
      'South lot did not reach 85 % on any of 63 days.',
      'Far lot did not reach 85 % on any of 63 days; 63 of them were measured too little to decide.',
    ]);
    expect(barsOf(report)).toEqual([
      { name: 'North lot', value: 0.857143, low: 0.857143, high: 0.857143 },
      { name: 'South lot', value: 0, low: 0, high: 0 },
      { name: 'Far lot', value: 0, low: 0, high: 1 },
    ]);
    expect(report.tables[1]?.rows[5]).toEqual(['North lot', 'Saturday', 9, 9, 0, '10:00']);
  });

  test('two lots can be merged in all but 13 hours, and lots farther than the distance are not compared', async () => {
    const report = await reportOf('lots-to-merge');
    // The vehicles of both exceed 34 of 40 spaces on three hours of a Saturday (20 + 16) and ten of a Wednesday (18 + 30).
    expect(rowsOf(report)).toEqual([
      ['South lot', 'North lot', 40, 222, ...[1499, 1499, 1499].map((n) => six(n / 1512)), 1.2, 1512],
    ]);
    expect(report.findings[0]).toBe(
      'North lot could move to South lot (40 spaces, 222 m away): in 99.1 % of 1512 hours that were measured at both, the vehicles of both would have filled at most 85 % of it.',
    );
    const strict = await reportOf('lots-to-merge', { target: '0.3' });
    expect(strict.findings[0]).toMatch(/^No two of 3 lots within 500 m can be merged: .* 30 % .* 95 %/);
  });

  test('a street change lowers the traffic of a gate by the crossings that are missing at day', async () => {
    const { report, compared } = await run('traffic-after-change');
    // 10 of the crossings of 15 of 24 hours; before: 21.190476 inbound + 20.892857 outbound + 0.5.
    expect(rowsOf(report)[0]?.slice(0, 5)).toEqual(['Gate · zone', 'lower', 42.583333, 36.333333, -6.25]);
    expect(report.findings[0]).toMatch(
      /^Gate · zone: crossings per hour fell by 6\.25 crossings per hour \(14\.7 %\): .*from 28 and 28 days; 95 % confidence interval of the difference -6\.58 .* to -5\.96 .*, effect size -10\.6\.$/,
    );
    expect(compared?.to).toBe(report.from);
    const days = report.charts[0];
    expect(days?.kind === 'days' && [days.marks[0]?.label, days.series[0]?.days.length]).toEqual([
      'Second period begins',
      56,
    ]);
  });

  test('the date between two periods can be chosen', async () => {
    const changeAt = '2026-01-26T00:00:00+01:00';
    const { report, compared } = await run('traffic-after-change', {
      changeAt,
      from: '2026-01-12T00:00:00+01:00',
    });
    expect([compared?.from, compared?.to, report.to]).toEqual([
      '2026-01-11T23:00:00.000Z',
      '2026-01-25T23:00:00.000Z',
      '2026-02-22T23:00:00.000Z',
    ]);
    await expect(run('traffic-after-change', { changeAt: '2027-01-01T00:00:00Z' })).rejects.toThrow(
      /date before the last hour/,
    );
    await expect(run('fullest-hours', { changeAt })).rejects.toThrow(/has no date between two periods/);
  });

  test('lots whose occupancy did not change are stated as not clearly changed', async () => {
    const report = await reportOf('parking-after-change');
    expect(rowsOf(report).map((row) => row.slice(0, 2))).toEqual([
      ['South lot', 'no clear change'],
      ['North lot', 'no clear change'],
      ['Far lot', 'no clear change'],
    ]);
    expect(report.findings[1]).toContain('difference 0 percentage points');
  });

  test('an unusual day is found by its weekday, and days without variation are not judged', async () => {
    const report = await reportOf('unusual-days');
    // Wednesdays before: 8, 12, 10, 12, 8; median 10, MAD 2: (30 - 10) / (1.4826 × 2).
    expect(rowsOf(report)).toEqual([
      ['South lot', '2026-02-18', 'Wednesday', 30, 10, expect.closeTo(20 / (1.4826 * 2), 4), 1],
    ]);
    expect(report.findings.slice(0, 3)).toEqual([
      '1 of 28 days is unusual: South lot on Wednesday 2026-02-18 (30 objects, usually 10 objects, score +6.7).',
      'Up to 4 of 100 ordinary days are found by chance alone.',
      '56 days are not judged: fewer than 5 days are comparable, or they do not vary.',
    ]);
  });

  test('a zone that is measured too little is named with the reason', async () => {
    const report = await reportOf('measured-too-little');
    expect(report.findings[0]).toBe('1 of 4 series was measured less than 80 %: Far · zone (50 %, offline).');
    expect(rowsOf(report)).toEqual([['Far · zone', 0.5, 'offline', 336, 336]]);
  });

  test('the busiest hours of a line are stated for each direction', async () => {
    const report = await reportOf('busiest-hours-by-direction');
    expect(rowsOf(report).filter(([, rank]) => rank === 1)).toEqual([
      ['Gate · zone, inbound', 1, 'Monday', '08:00', 60, 50.2, 60.8, 9],
      ['Gate · zone, outbound', 1, 'Monday', '17:00', 50, 50, 50, 9],
    ]);
  });

  test('the last week is placed beside the eight weeks before', async () => {
    const report = await reportOf('this-week');
    // Usual: (6 × 10 + 11) / 7. Deviations of the weeks, in sevenths: -15, 13, -1, 13, -15, -1, 7, 13.
    expect(rowsOf(report)[0]).toEqual(['South lot', 'higher than usual', 16, six(71 / 7), 8.1, 12, 8, 8]);
    expect(rowsOf(report)[1]?.[1]).toBe('usual');
  });

  test('lots that are rarely half full are listed, with the range of the hours that are missing', async () => {
    const report = await reportOf('spare-spaces');
    expect(rowsOf(report).map((row) => row.slice(0, 4))).toEqual([
      ['South lot', ...[24, 24, 24].map((n) => six(n / 1512))],
      ['Far lot', six(45 / 756), six(45 / 1512), six((45 + 756) / 1512)],
      ['North lot', ...[477, 477, 477].map((n) => six(n / 1512))],
    ]);
    expect(report.findings[1]).toBe(
      'Hours that were measured too little could change this for Far lot (up to 53 %).',
    );
  });

  test('only zones that count stopped vehicles have a peak hour of them', async () => {
    const report = await reportOf('stopped-vehicles');
    expect(report.series.map(({ name }) => name)).toEqual(['Queue · zone']);
    expect(rowsOf(report)[0]).toEqual(['Queue · zone', 1, 'Monday', '08:00', 3, 3, 3, 9]);
  });

  test('every result is a complete report in both languages', async () => {
    for (const { name } of shippedFiles(fs))
      for (const language of reportLanguage.options) {
        const result = await run(name.replace('.yaml', ''), { language });
        expect(() => analyticResult.parse(result)).not.toThrow();
        const { findings, method, tables, charts } = result.report;
        const words = JSON.stringify([
          findings,
          method.rules,
          tables.map(({ columns }) => columns),
          charts[0]?.title,
        ]);
        expect(words).not.toMatch(/undefined|NaN|Infinity/);
        if (language === 'zh')
          expect(findings.join('')).not.toMatch(/[a-z]{4,}(?<!North|South|Gate|zone|Queue|Mill|gate)/);
      }
  });
});

const six = (value: number): number => Math.round(value * 1e6) / 1e6;

describe('running an analytic', () => {
  test('sites and minimum coverage of a request take the place of those of the definition', async () => {
    const { series } = await reportOf('fullest-hours', { sites: 'site00000003', minCoverage: '0' });
    expect(series.map(({ name }) => name)).toEqual(['Far lot']);
    await expect(run('reaches-85', { target: '85' })).rejects.toThrow(
      'Expected a share from 0 to 1 for the measure occupancy, like 0.85 for 85 %, found 85.',
    );
  });

  test('a period in which nothing was expected is stated as such in every result', async () => {
    const to = '2025-11-30T00:00:00Z';
    const first = async (id: string): Promise<string> => (await reportOf(id, { to })).findings[0] ?? '';
    expect(await first('measured-too-little')).toBe('Nothing was expected to be measured in the period.');
    expect(await first('spare-spaces')).toBe(
      'Too little was measured to state a figure of North lot, South lot, Far lot.',
    );
    expect(await first('lots-to-merge')).toContain('The number of spaces is not known');
  });

  test.each(shippedFiles(fs).map(({ name }) => idOfName(name)))(
    'the result of %s over a period in which nothing was expected says so, without figures and empty charts',
    async (id) => {
      const { findings, charts } = await reportOf(id, { to: '2025-11-30T00:00:00Z' });
      expect(findings).toContain('Nothing was expected to be measured in the period.');
      expect(findings.join(' ')).not.toMatch(/– | 0 (hours|days|series)/);
      expect(charts).not.toContainEqual(expect.objectContaining({ kind: 'bars', bars: [] }));
    },
  );

  test('a lot without a second one to compare is named', async () => {
    const { findings } = await reportOf('lots-to-merge', { sites: 'site00000001' });
    expect(findings[0]).toBe(
      'Only North lot was measured with a known number of spaces: a second lot is needed to compare.',
    );
  });

  test('a comparison without a series has no sentence but that nothing was expected', async () => {
    const { findings } = await reportOf('traffic-after-change', { to: '2025-11-30T00:00:00Z' });
    expect(findings[0]).toBe('Nothing was expected to be measured in the period.');
  });

  test('the time before a period has the length of the definition and ends where the period begins', async () => {
    const { report, compared } = await run('this-week');
    expect(compared?.to).toBe(report.from);
    expect(Date.parse(compared?.to ?? '') - Date.parse(compared?.from ?? '')).toBe(13 * 7 * 86_400_000);
  });

  test('a first period that begins after the date of the change is rejected', async () => {
    const failure = run('traffic-after-change', {
      from: '2026-02-10T00:00:00Z',
      changeAt: '2026-02-09T00:00:00Z',
    });
    await expect(failure).rejects.toThrow(
      'Expected "from" before "changeAt" (2026-02-09T00:00:00.000Z), found 2026-02-10T00:00:00Z.',
    );
  });

  test('an analytic without a member of its population is rejected with the reason', async () => {
    const empty = { ...ports, cameras: { versions: () => Promise.resolve([]) } };
    const failure = runAnalytic(empty, await catalogue.find('traffic-after-change'), analyticQuery.parse({}));
    await expect(failure).rejects.toMatchObject({
      code: 'ANALYTIC_EMPTY',
      message: expect.stringContaining('no camera has a line zone'),
    });
  });

  test('each request of the method returns the rows whose hash the method states', async () => {
    const { method } = await reportOf('traffic-after-change');
    expect(method.further).toHaveLength(1);
    for (const { query, rows, sha256 } of [method, ...method.further]) {
      const parameters = Object.fromEntries(new URL(query, 'http://localhost').searchParams);
      const found = (
        await Array.fromAsync(await exportTrends(ports, trendExportQuery.parse(parameters)))
      ).flat();
      expect(found).toHaveLength(rows);
      const text = found.map((row) => `${JSON.stringify(row)}\n`).join('');
      expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
    }
  });

  test('a result can be taken as a page, and its hours as a table with their direction', async () => {
    const textOf = async (format: string): Promise<string> => {
      const query = analyticFileQuery.parse({ format, from: '2026-03-01T00:00:00Z' });
      const { pieces, fileName } = await analyticFile(
        ports,
        await catalogue.find('busiest-hours-by-direction'),
        query,
      );
      expect(fileName).toBe(`vialog-busiest-hours-by-direction-2026-03-01-2026-03-08.${format}`);
      return (await Array.fromAsync(pieces)).map(String).join('');
    };
    const page = await textOf('html');
    expect(page).toContain('When is each gate or line busiest, by direction?');
    expect(page).toContain('Calculation');
    const rows = (await textOf('csv')).trim().split('\r\n');
    expect(rows.filter((row) => row.includes('Gate · zone, inbound'))).toHaveLength(8 * 24 - 1);
    expect(rows.filter((row) => row.includes('Gate · zone, outbound'))).toHaveLength(8 * 24 - 1);
  });
});
