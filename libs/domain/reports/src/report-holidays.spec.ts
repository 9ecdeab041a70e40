import { beforeAll, describe, expect, test } from '@jest/globals';
import { hourMs, isoOf, report, reportFileQuery, type Report, type SpecialDay } from '@vialog/contracts';
import { readXlsx } from 'hucre/xlsx';
import { composeReport } from './compose/compose-report.ts';
import { methodEntries } from './document/method-lines.ts';
import { reportChartFile, reportFile } from './report-file.ts';
import { queryOf, reportWorld, type ReportWorld } from './report-world.fixture.ts';

const april = Date.parse('2026-04-01T00:00:00+02:00');
const from = isoOf(april);
const day = (date: string, kind: SpecialDay['kind'], name: SpecialDay['name']): SpecialDay => ({
  date,
  kind,
  name,
  calendarId: '00000000000a',
});
const days = [
  day('2026-04-03', 'holiday', { text: 'Karfreitag', en: 'Good Friday', zh: null }),
  day('2026-04-04', 'event', { text: '=1+1 <b>Market</b>', en: null, zh: null }),
];

describe('holidays in a report', () => {
  let world: ReportWorld;
  let found: Report;
  beforeAll(async () => {
    const plain = await reportWorld({
      timeZone: 'Europe/Berlin',
      start: april,
      days: 7,
      carsAt: (at) => Math.floor((at - april) / (24 * hourMs)) + 1,
    });
    const specialDays = { between: () => Promise.resolve(() => days) };
    world = { ...plain, ports: { ...plain.ports, specialDays } };
    found = await composeReport(world.ports, queryOf({ from }));
  });

  test('a report with holidays matches its contract, and its data has all days', () => {
    expect(() => report.parse(found)).not.toThrow();
    expect(found.method.rows).toBe(7 * 24);
  });

  test('holidays are left out of the figures, and the report says how many and which', async () => {
    expect(found.series[0]).toMatchObject({ hours: 6 * 24, leftOutDays: 1 });
    expect(found.findings).toContainEqual('1 day is left out of the figures as a holiday.');
    const entry = methodEntries(found).find(({ term }) => term === 'Holidays');
    expect(entry?.lines).toEqual([
      'Holidays and adjusted working days are left out of all figures. Events are marked only.',
      '2026-04-03 Good Friday (holiday, left out)',
      '2026-04-04 =1+1 <b>Market</b> (event)',
    ]);
    const all = await composeReport(world.ports, queryOf({ from, holidays: 'with' }));
    expect(all.series[0]).toMatchObject({ hours: 7 * 24, leftOutDays: 0 });
    const only = await composeReport(world.ports, queryOf({ from, holidays: 'only' }));
    expect(only.series[0]).toMatchObject({ hours: 24, mean: 3, leftOutDays: 6 });
    expect(only.findings).toContainEqual('Only holidays are used; all other days are left out.');
  });

  test('a report without calendars says so', async () => {
    const { ports } = await reportWorld({ timeZone: 'UTC', start: april, days: 1, carsAt: () => 1 });
    const entries = methodEntries(await composeReport(ports, queryOf({ from })));
    expect(entries).toContainEqual({
      term: 'Holidays',
      lines: ['No calendar has a holiday or event in the period.'],
    });
  });

  test('special days are shaded in the chart and listed in a table, a holiday without a mean', async () => {
    const [chart] = found.charts;
    const values = chart?.kind === 'days' ? chart.series[0]?.days.map(({ value }) => value) : undefined;
    expect(values).toEqual([1, 2, null, 4, 5, 6, 7]);
    const query = { ...queryOf({ from }), format: 'svg' as const, chart: 1 };
    const { pieces } = await reportChartFile(world.ports, query);
    const svg = (await Array.fromAsync(pieces)).map(String).join('');
    expect(svg).toContain('<title>2026-04-03 Good Friday</title>');
    expect(svg).toContain('<title>2026-04-04 =1+1 &lt;b&gt;Market&lt;/b&gt;</title>');
    expect(found.tables.find(({ title }) => title === 'Holidays and events')?.rows).toEqual([
      ['2026-04-03', 'holiday', 'Good Friday', 'yes'],
      ['2026-04-04', 'event', '=1+1 <b>Market</b>', 'no'],
    ]);
  });

  test('names of special days are text in pages and workbooks, in Chinese too', async () => {
    const query = { from, language: 'zh' };
    const html = await reportFile(world.ports, reportFileQuery.parse({ ...query, format: 'html' }));
    const page = (await Array.fromAsync(html.pieces)).map(String).join('');
    expect(page).toContain('Karfreitag');
    expect(page).toContain('&lt;b&gt;Market&lt;/b&gt;');
    expect(page).toContain('着色日期为节假日或活动，见下表。');
    const file = await reportFile(world.ports, reportFileQuery.parse({ ...query, format: 'xlsx' }));
    const bytes = Buffer.concat((await Array.fromAsync(file.pieces)).map((piece) => Buffer.from(piece)));
    const cells = (await readXlsx(new Uint8Array(bytes))).sheets.flatMap(({ rows }) => rows.flat());
    expect(cells).toContain('=1+1 <b>Market</b>');
  });
});
