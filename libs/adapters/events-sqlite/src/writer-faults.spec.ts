import fs, { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { measured, plainPlace, SetClock } from '@vialog/events/conformance';
import { SetTimers } from '@vialog/events/fakes';
import { dayFileName } from './time-bins.ts';
import { openSqliteEventStore, type StoreState } from './sqlite-event-store.ts';

const noon = Date.parse('2026-03-31T12:00:00.000Z');
const clock = new SetClock('2026-03-31T12:30:00.000Z');
const always = { from: 0, to: Date.parse('2100-01-01T00:00:00.000Z'), where: { kind: 'all' } } as const;
/** One record for each of `n` cameras, from cam000001000. */
const manyPlaces = (n: number) =>
  Array.from({ length: n }, (_, i) =>
    measured(noon, { car: 1 }, { ...plainPlace, cameraId: `cam${String(1000 + i).padStart(9, '0')}` }),
  );

describe('the SQLite event store', () => {
  let folder = '';
  let states: StoreState[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vialog-faults-'));
    states = [];
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = (options: Partial<Parameters<typeof openSqliteEventStore>[0]> = {}) =>
    openSqliteEventStore({
      folder,
      clock,
      readers: 1,
      onState: (state) => void states.push(state),
      ...options,
    });

  it('returns busy, reports a full disk, keeps acknowledged records, and recovers when space is free', async () => {
    const small = await open({ maxPages: 40 });
    const first = measured(noon);
    expect(await small.append([first])).toEqual([{ kind: 'stored' }]);
    const many = manyPlaces(1000);
    const verdicts = await small.append(many);
    expect(new Set(verdicts.map(({ kind }) => kind))).toEqual(new Set(['busy']));
    expect(verdicts[0]).toEqual({ kind: 'busy', pauseMs: 1000 });
    expect(small.state).toEqual({ kind: 'full', why: expect.stringMatching(/full/) });
    expect((await small.search(always, { limit: 10 })).items).toHaveLength(1);
    expect(await small.append([measured(noon + 10_000)])).toEqual([{ kind: 'stored' }]);
    expect(states.map(({ kind }) => kind)).toEqual(['full', 'ok']);
    await small.close();

    const roomy = await open();
    expect(new Set((await roomy.append(many)).map(({ kind }) => kind))).toEqual(new Set(['stored']));
    const [row] = await roomy.sums({ edges: [noon, noon + 900_000], cameras: ['cam000001007'] });
    expect(row?.measured).toBe(1);
    await roomy.close();
  });

  it('reports a day file that cannot be opened as unwritable, not as a full disk', async () => {
    const store = await open();
    mkdirSync(join(folder, dayFileName(Math.floor(noon / 86_400_000))));
    expect(await store.append([measured(noon)])).toEqual([{ kind: 'busy', pauseMs: 1000 }]);
    expect(store.state).toEqual({ kind: 'unwritable', why: expect.stringMatching(/cannot be opened/) });
    await store.close();
  });

  it('moves a damaged day file away, reports it, and keeps serving that day and all others', async () => {
    const yesterday = noon - 86_400_000;
    const before = await open();
    await before.append([measured(yesterday), ...manyPlaces(300)]);
    await before.close();
    damage(join(folder, 'events-2026-03-31.db'));

    const after = await open();
    const found = await after.search(always, { limit: 10 });
    expect(found.items.map((item) => item.eventId)).toEqual([measured(yesterday).eventId]);
    expect(after.state).toEqual({
      kind: 'setAside',
      file: expect.stringMatching(/^events-2026-03-31\.db\.corrupt-\d+$/),
      why: expect.any(String),
    });
    expect(readdirSync(folder).some((name) => name.includes('.corrupt-'))).toBe(true);
    expect(await after.append([measured(noon)])).toEqual([{ kind: 'stored' }]);
    expect((await after.search(always, { limit: 10 })).items).toHaveLength(2);
    await after.close();
  });

  it('returns busy once when a write finds a damaged day file, and stores the record on retry', async () => {
    writeFileSync(join(folder, 'events-2026-03-31.db'), Buffer.alloc(8192, 'no database'));
    const store = await open();
    expect(await store.append([measured(noon)])).toEqual([{ kind: 'busy', pauseMs: 1000 }]);
    expect(store.state.kind).toBe('setAside');
    expect(await store.append([measured(noon)])).toEqual([{ kind: 'stored' }]);
    await store.close();
  });

  it('rejects a folder that another store has open, names the process, and opens it after that store closed', async () => {
    const first = await open();
    await expect(open()).rejects.toThrow(
      new RegExp(`${folder} is open for writing in process ${process.pid}; stop that process or`),
    );
    await first.close();
    const second = await open();
    await second.close();
  });

  it('reports and counts roll-ups that fail, and retries them until they succeed', async () => {
    const dayWithoutZones = join(folder, 'events-2026-03-29.db');
    const db = new DatabaseSync(dayWithoutZones);
    db.exec('CREATE TABLE place (id INTEGER PRIMARY KEY, zone INTEGER, facts TEXT)');
    db.close();
    const failed = Promise.withResolvers<unknown>();
    const timers = new SetTimers();
    const store = await open({ timers, onRollUpError: failed.resolve });
    timers.fire();
    expect(await failed.promise).toMatchObject({ message: expect.stringMatching(/no such table/) });
    expect(store.rollUpFailures).toBe(1);
    rmSync(dayWithoutZones);
    await store.append([measured(noon - 86_400_000)]);
    await store.rollUp();
    await store.close();
  });

  it('rolls up, deletes and erases other days after a crash left a day file without tables', async () => {
    const dayAfter = noon - 2 * 86_400_000;
    writeFileSync(join(folder, 'events-2026-03-28.db'), '');
    const store = await open();
    await store.append([measured(dayAfter)]);
    await store.rollUp();
    const rollUps = new DatabaseSync(join(folder, 'rollups.db'), { readOnly: true });
    const copied = rollUps.prepare('SELECT count(*) AS rows FROM quarter').get();
    rollUps.close();
    expect(copied).toEqual({ rows: 1 });
    expect(await store.eraseCameras(['cam000000099'])).toBe(0);
    await store.append([measured(dayAfter - 86_400_000)]);
    await store.rollUp();
    const edges = [dayAfter - 2 * 86_400_000, noon];
    expect((await store.sums({ edges })).map(({ measured }) => measured)).toEqual([2]);
    expect(await store.dropBefore({ events: noon, quarterHours: 0, hours: 0 })).toBe(2);
    await store.close();
  });

  it('reports the reason when the folder cannot be created', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    await expect(open({ folder: join(file, 'data') })).rejects.toThrow(/ENOTDIR|not a directory/);
  });

  it('returns busy when the queue is full, and stores the same records later', async () => {
    const store = await open({ maxQueued: 1000 });
    const batches = Array.from({ length: 5 }, (_, i) =>
      manyPlaces(400).map((event) => ({ ...event, ...slotOf(noon + i * 10_000, event.cameraId) })),
    );
    const verdicts = await Promise.all(batches.map((batch) => store.append(batch)));
    const kinds = verdicts.map(([verdict]) => verdict?.kind);
    expect(kinds).toEqual(['stored', 'stored', 'busy', 'busy', 'busy']);
    expect((await store.append(batches[4] ?? []))[0]?.kind).toBe('stored');
    await store.close();
  });
});

function slotOf(at: number, cameraId: string) {
  const { eventId, slotStartAt, localMinute, localWeekday, capturedAt } = measured(
    at,
    { car: 1 },
    { ...plainPlace, cameraId },
  );
  return { eventId, slotStartAt, localMinute, localWeekday, capturedAt };
}

/** Overwrites every page except the first, so that the header is still that of a database. */
function damage(path: string): void {
  const garbage = Buffer.alloc(64 * 1024, 0xa5);
  const { openSync, writeSync, closeSync, fstatSync } = fs;
  const file = openSync(path, 'r+');
  for (let at = 4096; at < fstatSync(file).size; at += garbage.length)
    writeSync(file, garbage, 0, Math.min(garbage.length, fstatSync(file).size - at), at);
  closeSync(file);
}
