import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { trendExportQuery } from '@vialog/contracts';
import type { TrendRow } from '@vialog/events';
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
};
const textOf = async (format: 'csv' | 'ndjson', rows: readonly TrendRow[][]): Promise<string> => {
  const { pieces } = trendFile(readable(rows), trendExportQuery.parse({ format }));
  return (await Array.fromAsync(pieces)).join('');
};
const readable = (rows: readonly TrendRow[][]): AsyncIterable<readonly TrendRow[]> => Readable.from(rows);

describe('trendFile', () => {
  test('a formula in a name is text in CSV, and a negative number stays a number', async () => {
    const lines = (await textOf('csv', [[row], [{ ...row, name: '@SUM(A1)', value: null }]])).split('\r\n');
    expect(lines).toEqual([
      '\uFEFFseries,name,measure,unit,startAt,localStartAt,timeZone,value,peak,expected,measured,coverage',
      `site00000001,"'=HYPERLINK(""http://evil.example/"",""Lot """"A"""", 北"")",presence,objects,2026-03-31T09:00:00.000Z,2026-03-31T17:00:00+08:00,Asia/Shanghai,-3.5,,360,2,0.005556`,
      "site00000001,'@SUM(A1),presence,objects,2026-03-31T09:00:00.000Z,2026-03-31T17:00:00+08:00,Asia/Shanghai,,,360,2,0.005556",
      '',
    ]);
  });

  test('NDJSON has one object per row with the values unchanged', async () => {
    const lines = (await textOf('ndjson', [[row, row], [row]])).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([row, row, row]);
  });

  test('an export without rows has the header in CSV and nothing in NDJSON', async () => {
    expect(await textOf('csv', [])).toMatch(/^\uFEFFseries,.*coverage\r\n$/);
    expect(await textOf('ndjson', [])).toBe('');
  });
});
