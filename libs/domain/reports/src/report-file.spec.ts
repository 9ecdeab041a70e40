import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { dayMs, hourMs, isoOf, report, reportFileQuery, type Report } from '@vialog/contracts';
import { exportTrends } from '@vialog/events';
import { aCounterComparison } from '@vialog/registry/conformance';
import { readXlsx } from 'hucre/xlsx';
import { composeReport } from './compose/compose-report.ts';
import { methodEntries } from './document/method-lines.ts';
import { reportHtml } from './document/report-html.ts';
import { cameraId, queryOf, reportWorld, roadZone, type ReportWorld } from './report-world.fixture.ts';
import { reportChartFile, reportFile } from './report-file.ts';

const berlin = 'Europe/Berlin';
const march = Date.parse('2026-03-02T00:00:00+01:00');

/** Text of a report file. */
async function textOf(world: ReportWorld, query: Record<string, unknown>): Promise<string> {
  const { pieces } = await reportFile(world.ports, reportFileQuery.parse(query));
  return (await Array.fromAsync(pieces)).map(String).join('');
}

describe('the figures of a report', () => {
  let world: ReportWorld;
  let found: Report;
  const from = isoOf(march);

  beforeAll(async () => {
    world = await reportWorld({
      timeZone: berlin,
      start: march,
      days: 14,
      // A gap of the camera in every fourth hour; the others have a value that depends on day and hour.
      carsAt: (at) => (Math.floor(at / hourMs) % 4 === 0 ? undefined : Math.floor((at / hourMs) * 7) % 23),
    });
    found = await composeReport(world.ports, queryOf({ from }));
  });

  test('a report matches its contract', () => {
    expect(() => report.parse(found)).not.toThrow();
  });

  test('every figure of a report can be recomputed from the exported rows by plain code', async () => {
    const lines = (await textOf(world, { from, format: 'ndjson' })).trim().split('\n');
    const rows = lines.map((line) => JSON.parse(line) as ExportedRow);
    const used = rows.filter(({ value, coverage }) => value !== null && (coverage ?? 0) >= 0.8);
    const values = used.map(({ value }) => value ?? NaN).sort((a, b) => a - b);
    const total = (key: 'expected' | 'measured') => rows.reduce((sum, row) => sum + row[key], 0);
    const series = found.series[0];
    expect(series).toMatchObject({
      hours: used.length,
      leftOut: rows.length - used.length,
      expected: total('expected'),
      measured: total('measured'),
      coverage: total('measured') / total('expected'),
      highest: { value: values.at(-1) },
      gaps: [{ reason: 'offline', slots: total('expected') - total('measured') }],
    });
    expect(used).toHaveLength(252);
    expect(series?.mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 6);
    expect(series?.median).toBeCloseTo(percentile(values, 0.5), 6);
    expect(series?.p15).toBeCloseTo(percentile(values, 0.15), 6);
    expect(series?.p85).toBeCloseTo(percentile(values, 0.85), 6);
  });

  test('the daily values and the coverage of the chart are means and sums of the exported hours', async () => {
    const rows = (await Array.fromAsync(await exportTrends(world.ports, exportOf(found)))).flat();
    const chart = found.charts[0];
    const days = chart?.kind === 'days' ? (chart.series[0]?.days ?? []) : [];
    expect(days).toHaveLength(14);
    for (const { date, value, coverage } of days) {
      const ofDay = rows.filter(({ localStartAt }) => localStartAt.startsWith(date));
      const used = ofDay.flatMap((row) =>
        (row.coverage ?? 0) >= 0.8 && row.value !== null ? row.value : [],
      );
      expect(value).toBeCloseTo(used.reduce((sum, one) => sum + one, 0) / used.length, 6);
      expect(coverage).toBe(0.75);
    }
  });

  test('the hash of a report is that of the rows which its query returns', async () => {
    const { query, sha256, rows } = found.method;
    const { searchParams } = new URL(query, 'http://localhost');
    expect([...searchParams.keys()]).toEqual(['format', 'measure', 'interval', 'from', 'to']);
    const text = await textOf(world, {
      format: 'ndjson',
      from: searchParams.get('from'),
      to: searchParams.get('to'),
    });
    expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
    expect(text.trim().split('\n')).toHaveLength(rows);
  });

  test('the request of the method names the origins of the numbers', async () => {
    const { method } = await composeReport(world.ports, queryOf({ from, origin: 'counter' }));
    expect(new URL(method.query, 'http://localhost').searchParams.get('origin')).toBe('counter');
    expect(await textOf(world, { from, origin: 'counter', format: 'ndjson' })).not.toContain('"measured":4');
  });

  test('the findings state the figure with its range, coverage and error', () => {
    expect(found.title).toBe('Mean number present, 2 March 2026 to 15 March 2026');
    expect(found.findings).toEqual([
      expect.stringMatching(
        /^Market square: mean number present was [\d.]+ objects on average\. 70 % of the hours were between [\d.]+ objects and [\d.]+ objects; the highest hour was 19\.3 objects, on \d+ March 2026 \d\d:00\.$/,
      ),
      expect.stringMatching(
        /^Market square: the peak hour of the typical week is \w+day from \d\d:00, with a median of/,
      ),
      '75 % of the expected slots were measured. The figures are based on 252 hours; 84 hours with less than 80 % measured are left out.',
      'These cameras were not compared with a hand count or counter: their error is not known.',
    ]);
  });

  test('the error of hand counts is stated in the findings and in the method', async () => {
    const accuracy = { truth: 200, counted: 190, difference: -10, errorPercent: -5, geh: 0.7 };
    await world.handCounts.add({
      handCountId: 'hand00000001',
      cameraId,
      cameraVersion: 1,
      zoneId: 'road',
      modelId: 'nanodet-g-416',
      startAt: from,
      endAt: from,
      byHand: { inbound: {}, outbound: {} },
      byCamera: { inbound: {}, outbound: {} },
      accuracy,
      countedBy: 'administrator',
      createdAt: from,
    });
    const { findings, method } = await composeReport(world.ports, queryOf({ from }));
    expect(findings.at(-1)).toBe('1 hand count of 200 vehicles at these cameras found an error of -5 %.');
    expect(method.models).toMatchObject([
      {
        modelId: 'nanodet-g-416',
        name: null,
        handCounts: { counts: 1, truth: 200, counted: 190, errorPercent: -5 },
      },
    ]);
  });

  test('comparisons with counters are stated in the findings and in the method, the newest of each', async () => {
    const compared = { ...aCounterComparison('1', cameraId, from), zoneId: 'road' };
    await world.counterComparisons.add({ ...compared, startAt: '2026-01-01T00:00:00.000Z' });
    await world.counterComparisons.add(compared);
    await world.counterComparisons.add({ ...compared, modelId: 'another-model' });
    const report = await composeReport(world.ports, queryOf({ from }));
    expect(report.findings.at(-1)).toBe('A comparison with a counter found an error of -5 %.');
    expect(report.method.comparisons).toMatchObject([
      {
        name: 'Gate 3 · road',
        counter: 'Loop Harbour Road',
        errorPercent: -5,
        lowPercent: -6,
        highPercent: -4,
      },
    ]);
    const [entry] = methodEntries(report).filter(({ term }) => term === 'Comparisons with counters');
    expect(entry?.lines[0]).toContain('Loop Harbour Road, crossings per hour, inbound: error');
    expect(entry?.lines[0]).toContain(
      'error -5 % (95 % confidence interval -6 % to -4 %), 160 pairs on 7 days',
    );
  });

  test('excluded days are left out of the figures and named in the method', async () => {
    const { series, method } = await composeReport(world.ports, queryOf({ from, excludeDays: '2026-03-03' }));
    expect(series[0]?.hours).toBe(252 - 18);
    expect(method.excludedDays).toEqual(['2026-03-03']);
  });
});

interface ExportedRow {
  readonly value: number | null;
  readonly coverage: number | null;
  readonly expected: number;
  readonly measured: number;
}

/** PERCENTILE.INC of a spreadsheet, of sorted values. */
function percentile(sorted: readonly number[], p: number): number {
  const position = (sorted.length - 1) * p;
  const [below, above] = [sorted[Math.floor(position)] ?? NaN, sorted[Math.ceil(position)] ?? NaN];
  return below + (above - below) * (position - Math.floor(position));
}

const exportOf = ({ from, to }: Report) => ({
  format: 'ndjson' as const,
  measure: 'presence' as const,
  direction: 'both' as const,
  interval: '1h' as const,
  from,
  to,
});

describe('a report of a difficult month', () => {
  test.each([
    [
      'Europe/Berlin',
      '2026-03-28T00:00:00+01:00',
      { changedAt: '2026-03-29T01:00:00.000Z', before: '+01:00', after: '+02:00' },
      23,
    ],
    [
      'Europe/Berlin',
      '2025-10-25T00:00:00+02:00',
      { changedAt: '2025-10-26T01:00:00.000Z', before: '+02:00', after: '+01:00' },
      25,
    ],
    [
      'Australia/Sydney',
      '2025-10-04T00:00:00+10:00',
      { changedAt: '2025-10-04T16:00:00.000Z', before: '+10:00', after: '+11:00' },
      23,
    ],
    [
      'Australia/Sydney',
      '2026-04-04T00:00:00+11:00',
      { changedAt: '2026-04-04T16:00:00.000Z', before: '+11:00', after: '+10:00' },
      25,
    ],
  ])(
    'a change of clocks in %s after %s is stated as %j, and its day has %i hours',
    async (timeZone, start, change, hours) => {
      const world = await reportWorld({ timeZone, start: Date.parse(start), days: 3, carsAt: () => 4 });
      const to = isoOf(Date.parse(start) + (24 + hours) * hourMs);
      const found = await composeReport(world.ports, queryOf({ from: start, to }));
      expect(found.method.timeZones).toEqual([{ timeZone, changes: [change] }]);
      expect(found.series[0]).toMatchObject({ hours: 24 + hours, leftOut: 0, coverage: 1, mean: 4 });
      expect(found.charts[0]).toMatchObject({ series: [{ days: [{ coverage: 1 }, { coverage: 1 }] }] });
      expect(reportHtml(found)).toContain(`from UTC${change.before} to UTC${change.after}`);
    },
  );

  test('a period ends with an hour that is over in the time zone of its site', async () => {
    const start = Date.parse('2026-03-02T00:00:00+05:30');
    const world = await reportWorld({ timeZone: 'Asia/Kolkata', start, days: 1, carsAt: () => 4 });
    const { to, series } = await composeReport(world.ports, queryOf({ from: isoOf(start) }));
    expect(to).toBe(isoOf(start + dayMs));
    expect(series[0]).toMatchObject({ hours: 24, coverage: 1 });
  });

  test('with a coverage of 40 % the hours that were measured too little are left out, and the rest is stated', async () => {
    // Of every five hours one is complete; the next two have three and one of their quarter hours, which is too little.
    const carsAt = (at: number) => {
      const hour = Math.floor(at / hourMs) % 5;
      const isFirst = at % hourMs === 0;
      return hour === 0 || (hour === 1 && !isFirst) || (hour === 2 && isFirst) ? 10 + hour * 50 : undefined;
    };
    const world = await reportWorld({ timeZone: berlin, start: march, days: 10, carsAt });
    const found = await composeReport(world.ports, queryOf({ from: isoOf(march) }));
    expect(found.coverage).toBe(0.4);
    expect(found.series[0]).toMatchObject({ hours: 48, leftOut: 192, mean: 10 });
    expect(found.findings).toContain(
      '40 % of the expected slots were measured. The figures are based on 48 hours; 192 hours with less than 80 % measured are left out.',
    );
    expect(reportHtml(found)).toContain('url(#hatch)');
  });

  test('a report without a usable hour says that too little was measured, and draws no value', async () => {
    const world = await reportWorld({ timeZone: berlin, start: march, days: 2, carsAt: () => undefined });
    const found = await composeReport(world.ports, queryOf({ from: isoOf(march) }));
    expect(found.findings[0]).toBe('Market square: too little was measured to state a figure.');
    expect(found.series[0]).toMatchObject({
      mean: null,
      highest: null,
      peakHour: null,
      hours: 0,
      coverage: 0,
    });
    const html = reportHtml(found);
    expect(html).not.toContain('<polyline');
    expect(html).not.toMatch(/NaN|Infinity|undefined/);
  });

  test.each([
    ['en', 'Nothing was expected to be measured in the period.'],
    ['zh', '该时段没有应统计的数据。'],
  ] as const)(
    'a report of a period before the first camera states in %s that nothing was expected',
    async (language, sentence) => {
      const world = await reportWorld({ timeZone: berlin, start: march, days: 2, carsAt: () => 4 });
      const [from, to] = [isoOf(march - 7 * dayMs), isoOf(march - dayMs)];
      const found = await composeReport(world.ports, queryOf({ from, to, language }));
      expect(found).toMatchObject({ expected: 0, coverage: null });
      expect(found.findings).toContain(sentence);
      expect(found.findings.join(' ')).not.toMatch(/– | 0 /);
    },
  );

  test('a zone redrawn and a model changed within the period are listed, marked and never joined silently', async () => {
    const [redrawnAt, replacedAt] = [march + 5 * dayMs, march + 9 * dayMs];
    const zones = [roadZone([0.1, 0.1, 0.5])];
    const world = await reportWorld({
      timeZone: berlin,
      start: march,
      days: 14,
      carsAt: (at) => (at < redrawnAt ? 10 : 20),
      versions: [
        { validFromAt: isoOf(redrawnAt), zones },
        { validFromAt: isoOf(replacedAt), zones, model: { modelId: 'yolox-s' } },
      ],
    });
    const found = await composeReport(world.ports, queryOf({ from: isoOf(march) }));
    expect(found.series[0]?.changes.map(({ changedAt, what }) => [changedAt, what])).toEqual([
      [isoOf(redrawnAt), ['zone']],
      [isoOf(replacedAt), ['model']],
    ]);
    const { zones: versions, models } = found.method;
    expect(versions.map(({ version, modelId }) => [version, modelId])).toEqual([
      [1, 'nanodet-g-416'],
      [2, 'nanodet-g-416'],
      [3, 'yolox-s'],
    ]);
    expect(new Set(versions.map(({ geometry }) => geometry)).size).toBe(2);
    expect(versions[1]?.geometry).toBe(versions[2]?.geometry);
    expect(models.map(({ modelId }) => modelId)).toEqual(['nanodet-g-416', 'yolox-s']);
    expect(found.findings).toContain(
      'Cameras or zones changed 2 times in the period: figures before and after a change may not be comparable.',
    );
    expect(found.charts[0]).toMatchObject({
      marks: [
        { date: '2026-03-07', label: 'Market square: zone redrawn' },
        { date: '2026-03-11', label: 'Market square: other model' },
      ],
    });
    expect(found.tables.map(({ title }) => title)).toContain('Changes within the period');
  });
});

describe('the documents of a report', () => {
  const evil = '=HYPERLINK("http://evil.example","x")<script>alert(1)</script>';
  const worldOf = (siteName: string) =>
    reportWorld({
      timeZone: berlin,
      start: march,
      days: 3,
      siteName,
      carsAt: (at) => Math.floor(at / hourMs) % 9,
    });

  test('a formula or script in a name is harmless text in the workbook and in the page', async () => {
    const world = await worldOf(evil);
    const found = await composeReport(
      world.ports,
      queryOf({ from: isoOf(march), title: evil, question: evil }),
    );
    const html = reportHtml(found);
    expect(html).not.toContain('<script');
    expect(html).toContain('=HYPERLINK(&quot;http://evil.example&quot;');
    const query = reportFileQuery.parse({ format: 'xlsx', from: isoOf(march), title: evil });
    const [bytes] = await Array.fromAsync((await reportFile(world.ports, query)).pieces);
    const { sheets } = await readXlsx(bytes as Uint8Array);
    expect(sheets.map(({ name }) => name)).toEqual(['Findings', 'Figures', 'Coverage and gaps', 'Method']);
    const cells = sheets.flatMap((sheet) => [...(sheet.cells?.values() ?? [])]);
    expect(cells.filter((cell) => 'formula' in cell)).toEqual([]);
    expect(sheets[1]?.rows[1]?.slice(0, 2)).toEqual([evil, found.series[0]?.mean]);
  });

  test('a page needs no other file: it has no script, no reference and a policy that forbids them', async () => {
    const html = await textOf(await worldOf('North Lot'), {});
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(html).not.toMatch(/<script|<link|<img|href=|src=/);
    expect(html.match(/<svg /g)).toHaveLength(2);
    for (const heading of ['Findings', 'Figures', 'Coverage and gaps', 'Method'])
      expect(html).toContain(`<h2>${heading}</h2>`);
    expect(html).toContain('Vialog 1.2.3');
  });

  test('a Chinese report has Chinese sentences, tables and method', async () => {
    const world = await worldOf('襄阳北站停车场');
    const found = await composeReport(
      world.ports,
      queryOf({ from: isoOf(march), language: 'zh', question: '什么时候最满？' }),
    );
    expect(found.title).toBe('平均数量（2026年3月2日至2026年3月4日）');
    expect(found.findings[0]).toMatch(/^襄阳北站停车场：平均数量平均为 [\d.]+ 个，70% 的小时在 [\d.]+ 个/);
    const html = reportHtml(found);
    expect(html).toContain('<html lang="zh-CN">');
    for (const heading of ['结论', '数据完整率与缺失', '方法说明'])
      expect(html).toContain(`<h2>${heading}</h2>`);
    expect(html).not.toMatch(/NaN|undefined| objects|\d %/);
  });

  test('one chart can be taken as an SVG document or a PNG picture of its own', async () => {
    const { ports } = await worldOf('North Lot');
    const svg = /<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" .*<title>Typical week, North Lot<\/title>/;
    const { pieces, fileName } = await reportChartFile(ports, { ...queryOf(), chart: 2, format: 'svg' });
    expect([...(pieces as string[])]).toEqual([expect.stringMatching(svg)]);
    expect(fileName).toBe('vialog-chart.svg');
    const printed = await reportChartFile(ports, { ...queryOf(), chart: 2, format: 'png' });
    expect((await Array.fromAsync(printed.pieces)).map((piece) => Buffer.from(piece).toString())).toEqual([
      expect.stringMatching(svg),
    ]);
    await expect(reportChartFile(ports, { ...queryOf(), chart: 3, format: 'svg' })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      message: 'Expected a chart from 1 to 2, found 3.',
    });
  });

  test('a report of more hours than a server can read at once is rejected with the limit', async () => {
    const { ports } = await worldOf('North Lot');
    await expect(composeReport(ports, queryOf({ from: '1900-01-01T00:00:00Z' }))).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      message: expect.stringMatching(/^Expected a period of at most 200000 hours, found 1106015;/) as unknown,
    });
  });
});
