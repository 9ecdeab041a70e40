import { describe, expect, it } from '@jest/globals';
import { hourMs } from '@vialog/contracts';
import type { ZoneSums } from '@vialog/events';
import { DayColumns } from './day-columns.ts';
import { decodePack, packOf } from './day-packs.ts';
import { binsOfHour } from './hour-bins.ts';
import { intervalsOfDay, PackSums } from './pack-sums.ts';
import { SumsTable } from './sums-table.ts';

const day = Date.parse('2026-03-30T00:00:00.000Z');

const sumsAt = (zoneId: string, hour: number, sum: number): ZoneSums => ({
  cameraId: 'cam000000001',
  zoneId,
  cameraVersion: 1,
  slotMs: 60_000,
  start: day + hour * hourMs,
  measured: 60,
  total: { sum, max: sum },
  classes: {},
  occupied: 0,
  unknown: 0,
  capacity: 0,
  gaps: {},
});

/** A day with these sums of hours, by zone. */
function dayOf(...zones: readonly (readonly ZoneSums[])[]): DayColumns {
  const bins = zones.map((rows) => rows.flatMap((row) => binsOfHour(row.start, [row])));
  const pack = decodePack(packOf({ day, stamp: 's', number: 0 }, bins));
  return new DayColumns(
    pack.zones.map((_, at) => ({ pack, at })),
    (list) => list,
  );
}

const totalsOf = (sums: PackSums, buckets: number) =>
  sums.zoneRows().map(({ zoneId, read }) => {
    const rowAt = read();
    // A row is valid until the next one is read.
    const totals = Array.from({ length: buckets }, (_, bucket) => {
      const total = rowAt(bucket)?.total;
      return total && [total.sum, total.max];
    });
    return [zoneId, ...totals];
  });

describe('PackSums', () => {
  const ofDay = dayOf(
    [sumsAt('a', 0, 5), sumsAt('a', 1, 300), sumsAt('a', 20, 7)],
    [sumsAt('b', 21, 70_000)],
  );

  it.each([
    [
      'two intervals',
      [0, 16, 24],
      [
        ['a', [305, 300], [7, 7]],
        ['b', undefined, [70_000, 70_000]],
      ],
    ],
    [
      'intervals of an hour',
      [0, 1, 2],
      [
        ['a', [5, 5], [300, 300]],
        ['b', undefined, undefined],
      ],
    ],
  ])('the rows of %s have the sums of their hours, also when they are read again', (_, hours, expected) => {
    const edges = hours.map((hour) => day + hour * hourMs);
    for (let time = 0; time < 2; time += 1) {
      const sums = new PackSums({ edges, parts: {} });
      sums.add(ofDay, intervalsOfDay(day, edges) ?? new Int32Array());
      expect(totalsOf(sums, 2)).toEqual(expected);
    }
  });

  it('only requested buckets have rows', () => {
    const edges = [day, day + 16 * hourMs, day + 24 * hourMs];
    const sums = new PackSums({ edges, buckets: [1], parts: {} });
    sums.add(ofDay, intervalsOfDay(day, edges) ?? new Int32Array());
    expect(totalsOf(sums, 2)).toEqual([
      ['a', undefined, [7, 7]],
      ['b', undefined, [70_000, 70_000]],
    ]);
  });

  it('the row of an interval that has hours outside of packs is completed in the table and not returned twice', () => {
    const edges = [day, day + 16 * hourMs, day + 48 * hourMs];
    const sums = new PackSums({ edges, parts: {} });
    sums.add(ofDay, intervalsOfDay(day, edges) ?? new Int32Array());
    const table = new SumsTable();
    const later = sumsAt('a', 30, 11);
    table.add(later, edges[1] ?? 0, later);
    sums.complete(table);
    expect(table.rows()).toEqual([
      expect.objectContaining({ zoneId: 'a', start: edges[1], measured: 120, total: { sum: 18, max: 11 } }),
    ]);
    expect(totalsOf(sums, 2)).toEqual([
      ['a', [305, 300], undefined],
      ['b', undefined, [70_000, 70_000]],
    ]);
  });
});
