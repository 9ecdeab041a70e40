import { setFlagsFromString } from 'node:v8';
import { Readable } from 'node:stream';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { isoOf, trendExportQuery, type TrendExportQuery } from '@vialog/contracts';
import type { TrendRow } from '@vialog/events';
import { readXlsx } from 'hucre/xlsx';
import { parquetReadObjects, parquetSchema, parquetMetadata } from 'hyparquet';
import { trendFile } from './trend-file.ts';

const row: TrendRow = {
  series: 'site00000001',
  name: '=HYPERLINK("http://evil.example/","Lot ""A"", 北")',
  measure: 'presence',
  unit: 'objects',
  startAt: '2026-03-31T09:00:00.000Z',
  localStartAt: '2026-03-31T17:00:00+08:00',
  timeZone: 'Asia/Shanghai',
  value: -3.5,
  peak: null,
  expected: 360,
  measured: 2,
  coverage: 0.005556,
  arrivals: null,
  departures: 3,
  comparedHours: null,
  occupiedHours: 4.5,
  origin: 'camera',
};
type Format = TrendExportQuery['format'];
const readable = (rows: readonly TrendRow[][]): AsyncIterable<readonly TrendRow[]> => Readable.from(rows);
const fileOf = (format: Format, rows: AsyncIterable<readonly TrendRow[]>) =>
  trendFile(rows, trendExportQuery.parse({ format }));
async function bytesOf(format: Format, rows: readonly TrendRow[][]): Promise<Buffer> {
  const pieces = await Array.fromAsync(fileOf(format, readable(rows)).pieces);
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece as Uint8Array)));
}
const textOf = async (format: Format, rows: readonly TrendRow[][]): Promise<string> =>
  (await bytesOf(format, rows)).toString('utf8');
const header = Object.keys(row);

describe('trendFile', () => {
  test('a formula in a name is text in CSV, and a negative number stays a number', async () => {
    const lines = (await textOf('csv', [[row], [{ ...row, name: '@SUM(A1)', value: null }]])).split('\r\n');
    expect(lines).toEqual([
      '\uFEFFseries,name,measure,unit,startAt,localStartAt,timeZone,value,peak,expected,measured,coverage,arrivals,departures,comparedHours,occupiedHours,origin',
      `site00000001,"'=HYPERLINK(""http://evil.example/"",""Lot """"A"""", 北"")",presence,objects,2026-03-31T09:00:00.000Z,2026-03-31T17:00:00+08:00,Asia/Shanghai,-3.5,,360,2,0.005556,,3,,4.5,camera`,
      "site00000001,'@SUM(A1),presence,objects,2026-03-31T09:00:00.000Z,2026-03-31T17:00:00+08:00,Asia/Shanghai,,,360,2,0.005556,,3,,4.5,camera",
      '',
    ]);
  });

  test('NDJSON has one object per row with the values unchanged', async () => {
    const lines = (await textOf('ndjson', [[row, row], [row]])).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([row, row, row]);
  });

  test('an export without rows has the header in CSV and nothing in NDJSON', async () => {
    expect(await textOf('csv', [])).toMatch(/^\uFEFFseries,.*origin\r\n$/);
    expect(await textOf('ndjson', [])).toBe('');
  });

  test('a workbook has one sheet with typed values, and a formula in a name is text', async () => {
    const { sheets } = await readXlsx(await bytesOf('xlsx', [[row], [{ ...row, name: '@SUM(A1)' }]]));
    expect(sheets).toHaveLength(1);
    expect(sheets[0]?.rows).toEqual([
      header,
      Object.values(row),
      Object.values({ ...row, name: '@SUM(A1)' }),
    ]);
    const formulas = [...(sheets[0]?.cells?.values() ?? [])].filter((cell) => 'formula' in cell);
    expect(formulas).toEqual([]);
  });

  test('a Parquet file has typed columns with the values unchanged', async () => {
    const bytes = await bytesOf('parquet', [[row], [{ ...row, value: null, measured: 0 }]]);
    const file = Uint8Array.from(bytes).buffer;
    const { children } = parquetSchema(parquetMetadata(file));
    expect(children.map(({ element }) => [element.name, element.type])).toContainEqual(['startAt', 'INT64']);
    const first = { ...row, startAt: new Date(row.startAt) };
    expect(await parquetReadObjects({ file })).toEqual([first, { ...first, value: null, measured: 0 }]);
  });

  test('an empty workbook has a header, and an empty Parquet file has columns', async () => {
    const { sheets } = await readXlsx(await bytesOf('xlsx', []));
    expect(sheets[0]?.rows).toEqual([header]);
    const file = Uint8Array.from(await bytesOf('parquet', [])).buffer;
    expect(await parquetReadObjects({ file })).toEqual([]);
  });
});

/** The rows of five series in parts of a month, and what the heap holds while they are consumed. */
const months = 5 * 12;
const rowsPerMonth = 720;
/** Months after which the writers have their buffers. */
const firstSample = 10;

async function* manyRows(sample: () => void): AsyncGenerator<readonly TrendRow[]> {
  for (let month = 0; month < months; month += 1) {
    yield Array.from({ length: rowsPerMonth }, (_, i) => rowAt(month * rowsPerMonth + i));
    sample();
  }
  await Promise.resolve();
}

const rowAt = (i: number): TrendRow => {
  const startAt = isoOf(i * 3_600_000);
  return { ...row, series: `site${i % 20}`, startAt, localStartAt: startAt, value: i / 7 };
};

/** Collects garbage, so that the heap holds only what is still referenced. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

test.each(['csv', 'ndjson', 'xlsx', 'parquet'] as const)(
  '43,200 rows are written as %s without being held in memory',
  async (format) => {
    let written = 0;
    let [part, first, last] = [0, 0, 0];
    const sample = (): void => {
      part += 1;
      if (part !== firstSample && part !== months) return;
      collectGarbage();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      if (part === firstSample) first = heapUsed + arrayBuffers;
      else last = heapUsed + arrayBuffers;
    };
    for await (const piece of fileOf(format, manyRows(sample)).pieces) written += piece.length;
    expect(written).toBeGreaterThan(500_000);
    // 36,000 rows lie between the samples; held in memory they would take more than 10 MB.
    expect(last - first).toBeLessThan(5_000_000);
  },
);
