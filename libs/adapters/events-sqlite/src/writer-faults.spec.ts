import fs, { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { measured, plainPlace, SetClock } from '@vialog/events/conformance';
import { dayFileName } from './time-bins.ts';
import { openSqliteEventStore, type StoreState } from './sqlite-event-store.ts';

const noon = Date.parse('2026-03-31T12:00:00.000Z');
const clock = new SetClock('2026-03-31T12:30:00.000Z');
const always = { from: 0, to: Date.parse('2100-01-01T00:00:00.000Z'), where: { kind: 'all' } } as const;
/** One record each of cameras cam000001000 and on. */
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

  it('answers busy on a full disk, says so, keeps what it acknowledged, and goes on when there is room', async () => {
    const small = await open({ maxPages: 40 });
    const first = measured(noon);
    expect(await small.append([first])).toEqual([{ kind: 'stored' }]);
    const flood = manyPlaces(1000);
    const verdicts = await small.append(flood);
    expect(new Set(verdicts.map(({ kind }) => kind))).toEqual(new Set(['busy']));
    expect(verdicts[0]).toEqual({ kind: 'busy', pauseMs: 1000 });
    expect(small.state).toEqual({ kind: 'full', why: expect.stringMatching(/full/) });
    expect((await small.search(always, { limit: 10 })).items).toHaveLength(1);
    expect(await small.append([measured(noon + 10_000)])).toEqual([{ kind: 'stored' }]);
    expect(states.map(({ kind }) => kind)).toEqual(['full', 'ok']);
    await small.close();

    const roomy = await open();
    expect(new Set((await roomy.append(flood)).map(({ kind }) => kind))).toEqual(new Set(['stored']));
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

  it('sets a damaged day file aside with a clear word, and goes on with that day and all others', async () => {
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

  it('meets a damaged day file while writing: busy once, stored on the next try', async () => {
    writeFileSync(join(folder, 'events-2026-03-31.db'), Buffer.alloc(8192, 'no database'));
    const store = await open();
    expect(await store.append([measured(noon)])).toEqual([{ kind: 'busy', pauseMs: 1000 }]);
    expect(store.state.kind).toBe('setAside');
    expect(await store.append([measured(noon)])).toEqual([{ kind: 'stored' }]);
    await store.close();
  });

  it('refuses a folder another store has, names the process, and takes it once that has closed', async () => {
    const first = await open();
    await expect(open()).rejects.toThrow(
      new RegExp(
        `expected to be the only one writing to ${folder}, found process ${process.pid} there; stop it or`,
      ),
    );
    await first.close();
    const second = await open();
    await second.close();
  });

  it('says what is wrong with a folder it cannot make', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    await expect(open({ folder: join(file, 'data') })).rejects.toThrow(/ENOTDIR|not a directory/);
  });

  it('answers busy once the queue is full, and takes the same records later', async () => {
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

/** Overwrites the middle of every page but the first: the header still says that it is a database. */
function damage(path: string): void {
  const rubbish = Buffer.alloc(64 * 1024, 0xa5);
  const { openSync, writeSync, closeSync, fstatSync } = fs;
  const file = openSync(path, 'r+');
  for (let at = 4096; at < fstatSync(file).size; at += rubbish.length)
    writeSync(file, rubbish, 0, Math.min(rubbish.length, fstatSync(file).size - at), at);
  closeSync(file);
}
