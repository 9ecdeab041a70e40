import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { zoneKey, hourMs, dayMs, type CountEvent } from '@vialog/contracts';
import { sumSlots, type ZoneSums } from '@vialog/events';
import { gap, measured, measuredLine, plainPlace, SetClock } from '@vialog/events/conformance';
import { directStore } from './direct-store.fixture.ts';

const start = Date.parse('2026-03-26T00:00:00.000Z');
const days = 5;
const clock = new SetClock('2026-03-31T12:00:00.000Z');
// Full hours before and after, half and quarter hours, and clocks that go forward on 2026-03-29.
const timeZones = ['Asia/Shanghai', 'America/Lima', 'Asia/Kolkata', 'Asia/Kathmandu', 'Europe/Berlin', 'UTC'];

const records = timeZones.flatMap((timeZone, zone) => {
  const place = { ...plainPlace, cameraId: `cam${String(zone).padStart(9, '0')}`, timeZone, slotMs: 900_000 };
  return Array.from({ length: days * 96 }, (_, i): CountEvent => {
    const at = start + i * 900_000;
    if (i % 11 === zone) return gap(at, { reason: i % 2 === 0 ? 'offline' : 'dark', place });
    if (zone % 3 === 1)
      return measuredLine(at, { car: i % 9 }, i % 4 === 0 ? {} : { bus: i % 5 }, {
        ...place,
        zoneKind: 'line',
      });
    const stops = zone % 3 === 2 && i % 2 === 0 ? { stopped: i % 4, stoppedPeak: i % 7 } : {};
    return { ...measured(at, { car: (i * 7 + zone) % 40, bus: i % 3 }, place), ...stops };
  });
});

const inOrder = (rows: readonly ZoneSums[]): ZoneSums[] => {
  const key = (row: ZoneSums): string => `${row.start}/${zoneKey(row)}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
};

/** Midnights that lie `hours` before those of UTC. */
const midnights = (hours: number): number[] =>
  Array.from({ length: days + 2 }, (_, i) => start + (i - 1) * dayMs - hours * hourMs);

describe('sums of days in the roll-ups', () => {
  let folder = '';
  let opened: ReturnType<typeof directStore>;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vialog-copied-'));
    opened = directStore(folder, clock);
    await opened.store.append(records);
    opened.store.rollUp();
  });
  afterEach(() => {
    opened.close();
    rmSync(folder, { recursive: true });
  });

  const expectSums = async (edges: readonly number[], slots: readonly CountEvent[] = records) =>
    expect(inOrder(await opened.store.sums({ edges }))).toEqual(inOrder(sumSlots(slots, { edges })));

  it.each([8, -5, 5.5, 5.75, 1, 2, 0])(
    'sums of copied days equal the sums of their slots for days that begin %d h before UTC',
    (hours) => expectSums(midnights(hours)),
  );

  it('sums of copied days equal the sums of their slots over a day of 23 hours', () =>
    expectSums([0, 1, 2, 3, 4, 5].map((day) => start + day * dayMs - (day < 4 ? 1 : 2) * hourMs)));

  it('sums of a copied day include a late record, before and after the day is copied again', async () => {
    const late = { ...plainPlace, cameraId: 'cam000000099', timeZone: 'Asia/Shanghai', slotMs: 900_000 };
    const more = [
      measured(start + dayMs + 15 * hourMs, { car: 3 }, late),
      measured(start + dayMs + 17 * hourMs, { car: 5 }, late),
    ];
    await opened.store.append(more);
    await expectSums(midnights(8), [...records, ...more]);
    opened.store.rollUp();
    await expectSums(midnights(8), [...records, ...more]);
  });

  it('sums of a copied day include a late measurement that replaces a gap', async () => {
    const first = records.find(({ kind }) => kind === 'gap');
    if (!first) throw new Error('expected a gap among the records');
    const place = { ...plainPlace, cameraId: first.cameraId, timeZone: 'Asia/Shanghai', slotMs: 900_000 };
    const count = measured(first.slotStartAt, { car: 39 }, place);
    await opened.store.append([count]);
    opened.store.rollUp();
    await expectSums(midnights(8), [...records.filter((record) => record !== first), count]);
  });

  it('keeps sums by hour and day longer than sums by quarter hour', async () => {
    const all = start + days * dayMs;
    await opened.store.dropBefore({ events: all, quarterHours: all, hours: 0 });
    await expectSums(midnights(8));
    await expectSums(Array.from({ length: 40 }, (_, i) => start + i * hourMs));
    const quarters = await opened.store.sums({ edges: [start, start + 900_000] });
    expect(quarters).toEqual([]);
    await opened.store.dropBefore({ events: all, quarterHours: all });
    expect(await opened.store.sums({ edges: midnights(8) })).toEqual([]);
  });

  it('keeps the sums of a dropped day unchanged when it rejects a record of that day', async () => {
    await opened.store.dropBefore({ events: start + dayMs, quarterHours: 0 });
    const [verdict] = await opened.store.append([measured(start + 10 * hourMs)]);
    expect(verdict).toEqual({ kind: 'rejected', why: expect.stringMatching(/retention/) });
    await expectSums(midnights(8));
  });
});
