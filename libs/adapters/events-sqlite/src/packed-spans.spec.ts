import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { dayMs, hourMs, zoneKey, type CountEvent } from '@vialog/contracts';
import { sumSlots, type ZoneSums } from '@vialog/events';
import { measured, measuredBays, plainPlace, SetClock } from '@vialog/events/conformance';
import { directStore } from './direct-store.fixture.ts';

// A span of hours ends on 2026-04-01. Clocks go forward in Berlin on 2026-03-29 and back in Sydney on 2026-04-05.
const start = Date.parse('2026-03-27T00:00:00.000Z');
const endOfSpan = Date.parse('2026-04-01T00:00:00.000Z');
const days = 11;
const slotMs = 1_800_000;
const timeZones = ['Asia/Shanghai', 'America/Lima', 'Asia/Kolkata', 'Europe/Berlin', 'Australia/Sydney'];

const placeOf = (zone: number, timeZone: string) => ({
  ...plainPlace,
  cameraId: `cam${String(zone).padStart(9, '0')}`,
  timeZone,
  slotMs,
});

const records = timeZones.flatMap((timeZone, zone) =>
  Array.from({ length: (days * dayMs) / slotMs }, (_, i) => start + i * slotMs).flatMap(
    (at, i): CountEvent[] => {
      if (i % 13 === zone) return [];
      const counts = i % 3 === 0 ? { car: (i * 7 + zone) % 40 } : { car: i % 300, bus: 0 };
      return [measured(at, counts, placeOf(zone, timeZone))];
    },
  ),
);
const bays = Array.from({ length: days * 24 }, (_, i) => ({
  ...measuredBays(start + i * hourMs, i % 2 === 0 ? '01-1' : '1111'),
  cameraId: 'cam000000077',
  eventId: `${(start + i * hourMs).toString(36).padStart(9, '0')}-cam000000077-lot`,
}));

const inOrder = (rows: readonly ZoneSums[]): ZoneSums[] => {
  const key = (row: ZoneSums): string => `${row.start}/${zoneKey(row)}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
};

const steps = (from: number, step: number, length: number): number[] =>
  Array.from({ length: length + 1 }, (_, i) => from + i * step);
const questions: readonly (readonly [string, readonly number[]])[] = [
  ['hours', steps(start, hourMs, days * 24)],
  ['local days of Shanghai', steps(start - 8 * hourMs, dayMs, days + 1)],
  ['local days of Lima', steps(start + 5 * hourMs, dayMs, days)],
  ['days of Berlin, one of 23 hours', [-1, 23, 47, 70, 94, 118].map((hour) => start + hour * hourMs)],
  ['days of Sydney, one of 25 hours', [181, 205, 230, 254].map((hour) => start + hour * hourMs)],
  ['UTC days', steps(start, dayMs, days)],
  ['parts of days over the end of a span', steps(endOfSpan - 7 * hourMs, 5 * hourMs, 4)],
  ['one interval', [start - dayMs, start + (days + 1) * dayMs]],
];

describe('sums of spans in packs', () => {
  const clock = new SetClock('2026-04-07T12:00:00.000Z');
  let folder = '';
  let opened: ReturnType<typeof directStore>;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vialog-packed-'));
    opened = directStore(folder, clock);
    await opened.store.append([...records, ...bays]);
    opened.store.rollUp();
  });
  afterEach(() => {
    opened.close();
    rmSync(folder, { recursive: true });
  });

  /** Runs SQL on the file of the roll-ups; the numbers of the first row. */
  const onRollUps = (...sql: readonly string[]): unknown[] => {
    const db = new DatabaseSync(join(folder, 'rollups.db'));
    try {
      for (const statement of sql.slice(0, -1)) db.exec(statement);
      return Object.values(db.prepare(sql.at(-1) ?? '').get() ?? {});
    } finally {
      db.close();
    }
  };
  const packs = (): unknown[] =>
    onRollUps('SELECT (SELECT count(*) FROM hour_pack), (SELECT count(*) FROM local_day_pack)');

  const expectSums = async (slots: readonly CountEvent[]): Promise<void> => {
    for (const [, edges] of questions)
      for (const parts of [undefined, {}, { classes: ['bus'] as const, spaces: true }])
        expect(inOrder(await opened.store.sums({ edges, parts }))).toEqual(
          inOrder(sumSlots(slots, { edges, parts })),
        );
  };

  it('sums of packed spans equal the sums of their slots, also across changes of clocks in both hemispheres', async () => {
    expect(packs().every((count) => Number(count) > 0)).toBe(true);
    await expectSums([...records, ...bays]);
  });

  it('sums by hour of a span that is over are read from its packs, not from the rows', async () => {
    const first = start / hourMs;
    const [left] = onRollUps(
      'DROP TRIGGER hour_after_delete',
      `DELETE FROM hour WHERE bin < ${endOfSpan / hourMs}`,
      `SELECT count(*) FROM hour WHERE bin < ${endOfSpan / hourMs} AND bin >= ${first}`,
    );
    expect(left).toBe(0);
    const edges = steps(start, hourMs, (endOfSpan - start) / hourMs);
    expect(inOrder(await opened.store.sums({ edges }))).toEqual(
      inOrder(sumSlots([...records, ...bays], { edges })),
    );
  });

  it('sums of packed spans include a late record, before and after they are packed again', async () => {
    const before = packs();
    const late = {
      ...plainPlace,
      cameraId: 'cam000000000',
      zoneId: 'late',
      timeZone: 'Asia/Shanghai',
      slotMs,
    };
    const more = [0, 1, 2].map((i) =>
      measured(start + 2 * dayMs + 15 * hourMs + i * hourMs, { car: 500 }, late),
    );
    await opened.store.append(more);
    const all = [...records, ...bays, ...more];
    await expectSums(all);
    opened.store.rollUp();
    await expectSums(all);
    expect(packs()).toEqual([Number(before[0]) + 1, Number(before[1]) + 1]);
  });

  it('an erased camera has no pack and no sum, and the others keep theirs', async () => {
    await opened.store.eraseCameras(['cam000000000', 'cam000000077']);
    // The write-ahead log has no erased rows either.
    expect(statSync(join(folder, 'rollups.db-wal')).size).toBe(0);
    const rest = records.filter(({ cameraId }) => cameraId !== 'cam000000000');
    await expectSums(rest);
    opened.store.rollUp();
    await expectSums(rest);
    const places = '(SELECT id FROM place)';
    expect(
      onRollUps(
        `SELECT (SELECT count(*) FROM hour_pack WHERE place NOT IN ${places}),
           (SELECT count(*) FROM local_day_pack WHERE place NOT IN ${places})`,
      ),
    ).toEqual([0, 0]);
  });

  it('hours that are past their retention disappear from packs', async () => {
    const limit = start + 3 * dayMs;
    await opened.store.dropBefore({ events: limit, quarterHours: limit, hours: limit });
    const edges = steps(start, hourMs, days * 24);
    const kept = [...records, ...bays].filter(({ slotStartAt }) => Date.parse(slotStartAt) >= limit);
    const expectKept = async () =>
      expect(inOrder(await opened.store.sums({ edges }))).toEqual(inOrder(sumSlots(kept, { edges })));
    await expectKept();
    opened.store.rollUp();
    await expectKept();
  });

  it('the rows of an earlier version without packs are read, and packed by the next roll-up', async () => {
    opened.close();
    const remove = ['hour', 'local_day'].flatMap((table) => [
      ...['insert', 'update', 'delete'].map((event) => `DROP TRIGGER ${table}_after_${event}`),
      `DROP TABLE ${table}_pack`,
      `DROP TABLE ${table}_unpacked`,
    ]);
    onRollUps(...remove, 'SELECT 1');
    opened = directStore(folder, clock);
    expect(packs()).toEqual([0, 0]);
    await expectSums([...records, ...bays]);
    opened.store.rollUp();
    expect(packs().every((count) => Number(count) > 0)).toBe(true);
    await expectSums([...records, ...bays]);
  });

  it('a span without a pack before a packed span is read from its rows', async () => {
    const earlier = Date.parse('2026-02-27T00:00:00.000Z');
    const old = steps(earlier, slotMs, 95).map((at, i) =>
      measured(at, { car: i }, placeOf(9, 'Asia/Shanghai')),
    );
    const between = new SetClock('2026-03-10T12:00:00.000Z');
    opened.close();
    opened = directStore(folder, between);
    await opened.store.append(old);
    opened.store.rollUp();
    const span = Math.floor(earlier / hourMs / 768);
    const [count, later] = onRollUps(
      `DELETE FROM hour_pack WHERE span = ${span}`,
      `SELECT (SELECT count(*) FROM hour_pack WHERE span <= ${span}), (SELECT count(*) FROM hour_pack WHERE span > ${span})`,
    );
    expect([count, Number(later) > 0]).toEqual([0, true]);
    const edges = steps(earlier, hourMs, 33 * 24);
    expect(inOrder(await opened.store.sums({ edges }))).toEqual(
      inOrder(sumSlots([...records, ...bays, ...old], { edges })),
    );
  });
});
