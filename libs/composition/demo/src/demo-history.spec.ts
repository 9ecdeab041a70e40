import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { InMemoryCalendars } from '@vialog/calendars/conformance';
import { lotTruth, parseLotUrl } from '@vialog/capture-synthetic';
import { hourMs, quarterMs, type CountEvent } from '@vialog/contracts';
import { openSqliteEventStore, type SqliteEventStore } from '@vialog/events-sqlite';
import { fakeRegistry, givenCamera, type FakeRegistry } from '@vialog/registry/conformance';
import { DemoHistory } from './demo-history.ts';
import { historyTag } from './history-cameras.ts';
import { registerDemo } from './register-demo.ts';

const firstStart = Date.parse('2026-11-30T08:07:00.000Z');
/** Past the retention of events, which is 30 days. */
const days = 34;
let folder: string;
let registry: FakeRegistry;
let store: SqliteEventStore;
const errors: unknown[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'vialog-history-'));
  registry = fakeRegistry();
  registry.clock.epochMs = firstStart;
  store = await openSqliteEventStore({ folder, clock: registry.clock, readers: 1, deadlineMs: 300_000 });
  errors.length = 0;
  await registerDemo({
    registry,
    marks: registry.memory,
    calendars: new InMemoryCalendars(),
    dataDir: folder,
  });
  // Two cameras of the demo are enough.
  const others = registry.memory
    .newest()
    .filter(({ code }) => code !== 'demo-river' && code !== 'demo-gate-w');
  await registry.memory.erase({ cameras: others.map(({ cameraId }) => cameraId), sites: [] });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  expect(errors).toEqual([]);
});

function historyOver(writer: Pick<SqliteEventStore, 'appendPast'> = store): DemoHistory {
  return new DemoHistory({
    registry,
    marks: registry.memory,
    store: {
      appendPast: (events) => writer.appendPast(events),
      dropBefore: (limits) => store.dropBefore(limits),
      eraseCameras: (cameras) => store.eraseCameras(cameras),
    },
    clock: registry.clock,
    log: { info: () => undefined, error: (bindings) => void errors.push(bindings) },
    pause: () => Promise.resolve(),
    days,
  });
}

/** Starts a history and waits until its background work ends. */
async function written(history: DemoHistory): Promise<DemoHistory> {
  history.start({ mayWrite: true });
  await history.finished;
  return history;
}

const recordId = (code: string): string => {
  const found = registry.memory.newest().find((camera) => camera.code === code);
  if (!found) throw new Error(`the registry has no camera ${code}`);
  return found.cameraId;
};

test('the stored sums of an hour are those of the truth of the scene, also where the slots are deleted', async () => {
  await written(historyOver());
  const url = registry.memory.newest().find(({ code }) => code === 'demo-river')?.stream.url ?? '';
  const scene = parseLotUrl(url);
  // Saturday mornings in Shanghai: within the retention of slots, and past it.
  for (const at of ['2026-11-28T01:00:00.000Z', '2026-10-31T01:00:00.000Z', '2026-10-28T01:00:00.000Z']) {
    const hour = Date.parse(at);
    const occupied = [0, 1, 2, 3]
      .map((quarter) => lotTruth(scene, hour + (quarter + 0.5) * quarterMs).split('1').length - 1)
      .reduce((a, b) => a + b);
    const cameras = [recordId('demo-river-history')];
    expect(await store.sums({ cameras, edges: [hour, hour + hourMs] })).toMatchObject([
      { measured: 4, occupied, capacity: 160, unknown: 0, gaps: {} },
    ]);
  }
  const slots = await store.count(
    {
      from: Date.parse('2026-10-28T00:00:00Z'),
      to: Date.parse('2026-10-29T00:00:00Z'),
      where: { kind: 'all' },
    },
    10,
  );
  expect(slots.value).toBe(0);
});

test('a complete history is not written again, and its records are retired at the first start', async () => {
  await written(historyOver());
  let calls = 0;
  const counting = {
    appendPast: (events: readonly CountEvent[]) => {
      calls += 1;
      return store.appendPast(events);
    },
  };
  const second = await written(historyOver(counting));
  expect(calls).toBe(0);
  expect(await second.state()).toEqual({
    kind: 'complete',
    cameras: 2,
    fromAt: '2026-10-28T00:00:00.000Z',
    toAt: '2026-11-30T08:00:00.000Z',
    writtenFromAt: '2026-10-28T00:00:00.000Z',
  });
  expect(
    registry.memory
      .newest()
      .filter(({ lifecycle, streamKind }) => lifecycle === 'retired' && streamKind === 'counter'),
  ).toHaveLength(2);
});

test('an interrupted history is continued at the next start without lost or doubled slots', async () => {
  const first = historyOver({
    appendPast: async (events) => {
      const verdicts = await store.appendPast(events);
      const isTenthDay = events.some(({ slotStartAt }) => slotStartAt.startsWith('2026-11-20'));
      if (isTenthDay) void first.stop();
      return verdicts;
    },
  });
  await written(first);
  expect((await first.state()).kind).toBe('writing');
  const second = await written(historyOver());
  expect((await second.state()).kind).toBe('complete');
  const { from, to } = { from: Date.parse('2026-11-01T00:00:00Z'), to: firstStart };
  const found = await store.count({ from, to, where: { kind: 'all' } }, 100_000);
  // 29 whole days and 32 quarter hours of the first start, of two records.
  expect(found.value).toBe(2 * (29 * 96 + 32));
});

test('a server without the demo does not begin or continue a history', async () => {
  const history = historyOver();
  history.start({ mayWrite: false });
  await history.finished;
  expect(await history.state()).toMatchObject({ kind: 'none', cameras: 0 });
  await registry.memory.setMark('demo history', 'writing');
  history.start({ mayWrite: false });
  await history.finished;
  expect(await history.state()).toMatchObject({ kind: 'writing', cameras: 0 });
});

test('a history that is continued after a long time has the days within the retention of sums only', async () => {
  const first = historyOver({
    appendPast: async (events) => {
      void first.stop();
      return store.appendPast(events);
    },
  });
  await written(first);
  // 396 days before it is 2026-11-10.
  registry.clock.epochMs = Date.parse('2027-12-11T00:00:00Z');
  const second = await written(historyOver());
  expect((await second.state()).kind).toBe('complete');
  const cameras = [recordId('demo-river-history')];
  const edges = [1, 9, 10, 20].map((date) => Date.UTC(2026, 10, date));
  const measured = (await store.sums({ cameras, edges })).map((sums) => sums.measured);
  expect(measured).toEqual([10 * 96]);
});

test('a camera of a user with the tag of the history is not removed with it', async () => {
  const own = await givenCamera(registry, { tags: [historyTag] });
  const history = await written(historyOver());
  expect(await history.state()).toMatchObject({ cameras: 2 });
  expect(await history.remove()).toMatchObject({ cameras: 2 });
  expect(registry.memory.newest().map(({ cameraId }) => cameraId)).toContain(own.cameraId);
});

test('removing the history leaves no row of it in any file and no record in the registry', async () => {
  const history = await written(historyOver());
  const live = registry.memory.newest().filter(({ streamKind }) => streamKind === 'synthetic');
  const removed = await history.remove();
  expect(removed.cameras).toBe(2);
  expect(removed.events).toBeGreaterThan(5_000);
  expect(registry.memory.newest()).toEqual(live);
  expect(await history.state()).toEqual({ kind: 'removed', cameras: 0 });
  await store.close();
  expect(rowsIn(folder)).toEqual({});
  store = await openSqliteEventStore({ folder, clock: registry.clock, readers: 1, deadlineMs: 300_000 });
  await written(historyOver());
  expect(registry.memory.newest()).toEqual(live);
});

test('a history that is removed while it is being written stops and leaves nothing', async () => {
  const history = historyOver();
  history.start({ mayWrite: true });
  const removed = await history.remove();
  expect((await history.state()).kind).toBe('removed');
  expect(removed.cameras).toBeLessThanOrEqual(2);
  expect(registry.memory.newest().every(({ streamKind }) => streamKind === 'synthetic')).toBe(true);
  await store.close();
  expect(rowsIn(folder)).toEqual({});
  store = await openSqliteEventStore({ folder, clock: registry.clock, readers: 1, deadlineMs: 300_000 });
});

test('a demo of an earlier version has no history', async () => {
  const earlier = fakeRegistry();
  await earlier.memory.setMark('demo', 'done');
  registry = earlier;
  const history = await written(historyOver());
  expect(await history.state()).toEqual({ kind: 'none', cameras: 0 });
  expect(await history.remove()).toEqual({ cameras: 0, events: 0 });
});

/** States of days and lists of spans to pack, which have no counts. */
const notCounts = /^(day|\w+_unpacked|sqlite_\w+)$/;

/** Tables of counts in the event files that have rows, with their number. */
function rowsIn(path: string): Record<string, number> {
  const rows: Record<string, number> = {};
  for (const file of readdirSync(path).filter((name) => name.endsWith('.db'))) {
    const db = new DatabaseSync(join(path, file), { readOnly: true });
    for (const { name } of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()) {
      if (notCounts.test(String(name))) continue;
      const found = Number(db.prepare(`SELECT count(*) AS n FROM "${String(name)}"`).get()?.['n']);
      if (found > 0) rows[`${file} ${String(name)}`] = found;
    }
    db.close();
  }
  return rows;
}
