import { describe, expect, it } from '@jest/globals';
import { isoOf, VialogError } from '@vialog/contracts';
import { acceptCounts } from './accept-counts.ts';
import { counterWorld, eight, givenCounter, quarter } from './counters.fixture.ts';
import { readCountFile, type CountFileOptions } from './read-count-file.ts';

const read = (text: string, options: CountFileOptions = {}) =>
  readCountFile(new TextEncoder().encode(text), options);

async function accepted(text: string, options: CountFileOptions = {}) {
  const world = counterWorld();
  await givenCounter(world, {
    countsFromAt: isoOf(eight - 96 * quarter),
    zones: [
      { zoneId: 'line', name: 'Gate', kind: 'line', directions: { inbound: 'Centre', outbound: 'Harbour' } },
    ],
  });
  const file = read(text, options);
  const report = await acceptCounts(world.ports, file.rows);
  const events = world.sent.flatMap((batch) => batch.events);
  return {
    problems: [...file.problems, ...report.problems],
    counts: events.map(({ slotStartAt, inbound, outbound }) => [slotStartAt, inbound?.car, outbound?.car]),
  };
}

describe('readCountFile', () => {
  it.each([
    ['English names', 'station,timestamp,in,out\nL1,2026-03-02 08:30,12,5\n'],
    [
      'German names and semicolons',
      'Messstelle;Datum;Uhrzeit;Einfahrten;Ausfahrten\nL1;02.03.2026;08:30;12;5\n',
    ],
    ['Chinese names', '检测器,时间,驶入,驶出\nL1,2026/3/2 8:30,12,5\n'],
    ['an offset', 'code,startAt,inbound,outbound\nL1,2026-03-02T07:30:00Z,12,5\n'],
    [
      'one row per direction',
      'counter,start,direction,volume\nL1,2026-03-02 08:30,in,12\nL1,2026-03-02 08:30,Harbour,5\n',
    ],
    ['decimals of a spreadsheet', 'counter,start,in,out\nL1,2026-03-02 08:30,12.0,"5,0"\n'],
  ])('a file with %s is read, in the time zone of the counter', async (_, text) => {
    const { counts, problems } = await accepted(text);
    expect(problems).toEqual([]);
    expect(counts).toEqual([['2026-03-02T07:30:00.000Z', 12, 5]]);
  });

  it('a mapping and one counter for the whole file replace what the columns do not say', async () => {
    const { counts } = await accepted('Von,Fz\n2026-03-02 07:30,9\n', {
      counter: 'L1',
      timeZone: 'UTC',
      columns: 'startAt=Von,inbound=Fz',
    });
    expect(counts).toEqual([['2026-03-02T07:30:00.000Z', 9, undefined]]);
  });

  it('columns by class are read, and their sum must be the total of the row', () => {
    const header = 'counter,startAt,inbound,inbound.car,in truck\n';
    const time = '2026-03-02T07:30Z';
    expect(read(`${header}L1,${time},9,7,2\n`).rows[0]?.inbound).toEqual({ car: 7, truck: 2 });
    expect(read(`${header}L1,${time},10,7,2\n`).problems).toEqual([
      {
        row: 1,
        line: 2,
        kind: 'invalid',
        field: 'inbound',
        message: 'the classes add up to 9, and the row has 10 in total: correct one of them',
      },
    ]);
  });

  it.each([
    ['L1,03/04/2026 08:30,1', 'start', /day and month of 3\/4\/2026 are ambiguous/],
    ['L1,2026-02-30 08:30,1', 'start', /does not exist/],
    ['L1,,1', 'start', /expected a time like/],
    ['L1,2026-03-02 08:30,"1,200"', 'in', /expected a whole number from 0 to 100000, found "1,200"/],
    ['L1,2026-03-02 08:30,-1', 'in', /found "-1"/],
    [',2026-03-02 08:30,1', 'counter', /the row names no counter/],
    ['L1,2026-03-02 08:30', undefined, /has 2 cells: expected 3/],
  ])('the row %j is rejected with its column and line', (row, field, message) => {
    const { rows, problems } = read(`counter,start,in\n${row}\nL1,2026-03-02 08:45,3\n`);
    expect(rows).toHaveLength(1);
    expect(problems).toEqual([
      expect.objectContaining({ row: 1, line: 2, message: expect.stringMatching(message) }),
    ]);
    expect(problems[0]?.field).toBe(field);
  });

  it.each([
    ['2026-03-29 02:30', /does not exist in Europe\/Berlin: clocks were set forward/],
    ['2026-10-25 02:30', /occurs twice in Europe\/Berlin/],
  ])('the local time %s of a change of clocks is rejected', async (time, message) => {
    const { problems } = await accepted(`counter,start,in\nL1,${time},1\n`);
    expect(problems[0]?.message).toMatch(message);
  });

  it('a second row with the same slot and direction is rejected', () => {
    const row = 'L1,2026-03-02 08:30,in,1\n';
    const { problems } = read(`counter,start,direction,count\n${row}${row}`);
    expect(problems).toMatchObject([{ row: 2, kind: 'invalid', field: 'direction' }]);
  });

  it.each([
    ['counter,in\nL1,1\n', /no column for the start of a slot; it has "counter", "in"/],
    ['counter,start\nL1,2026-03-02 08:30\n', /no column with counts/],
    ['start,in\n2026-03-02 08:30,1\n', /no column for the counter/],
    ['counter,start,in\n', /has no rows/],
    ['', /The file is empty/],
  ])('the file %j is rejected as a whole', (text, message) => {
    const reading = () => read(text);
    expect(reading).toThrow(VialogError);
    expect(reading).toThrow(message);
  });

  it('columns that are not used are named', () => {
    expect(read('counter,start,in,weather\nL1,2026-03-02 08:30,1,rain\n').warnings).toEqual([
      'These columns are ignored: weather.',
    ]);
  });
});
