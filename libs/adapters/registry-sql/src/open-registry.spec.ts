import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { kioskLinkStoreConformance, sessionStoreConformance } from '@vialog/access/conformance';
import {
  alertChannelStoreConformance,
  alertRuleStoreConformance,
  alertStoreConformance,
  savedSearchStoreConformance,
} from '@vialog/alerting/conformance';
import { reportScheduleStoreConformance, scheduleRunnerConformance } from '@vialog/reports/conformance';
import { calendarStoreConformance } from '@vialog/calendars/conformance';
import type { Camera } from '@vialog/contracts';
import {
  accuracyCheckStoreConformance,
  fakeRegistry,
  givenCamera,
  healthHistoryConformance,
  modelBindingStoreConformance,
  registryStoreConformance,
  setCountStoreConformance,
} from '@vialog/registry/conformance';
import { Kysely, sql } from 'kysely';
import { NodeSqliteDialect } from './node-sqlite-dialect.ts';
import { openSqliteRegistry, type OpenRegistry } from './open-registry.ts';

registryStoreConformance('sqlite', () => openSqliteRegistry(':memory:'));
sessionStoreConformance('sqlite', () => openSqliteRegistry(':memory:'));
kioskLinkStoreConformance('sqlite', () => openSqliteRegistry(':memory:'));
accuracyCheckStoreConformance('sqlite', () => openSqliteRegistry(':memory:'));
setCountStoreConformance('sqlite', () => openSqliteRegistry(':memory:'));
alertRuleStoreConformance('sqlite', () => openSqliteRegistry(':memory:'));
alertStoreConformance('sqlite', () => openSqliteRegistry(':memory:'));
alertChannelStoreConformance('sqlite', () => openSqliteRegistry(':memory:'));
reportScheduleStoreConformance('sqlite', () => openSqliteRegistry(':memory:'));
scheduleRunnerConformance('sqlite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vialog-registry-'));
  const path = join(folder, 'registry.db');
  const [one, two] = [await openSqliteRegistry(path), await openSqliteRegistry(path)];
  const close = async () => {
    await two.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return [one, { ...two, close }];
});
calendarStoreConformance('sqlite', () => openSqliteRegistry(':memory:'));
savedSearchStoreConformance('sqlite', () => openSqliteRegistry(':memory:'));
modelBindingStoreConformance('sqlite', () => openSqliteRegistry(':memory:'));
healthHistoryConformance('sqlite', () => openSqliteRegistry(':memory:'));

test('a full disk is reported as STORAGE_FULL with advice', async () => {
  const database = new DatabaseSync(':memory:');
  database.exec('create table notes (text); PRAGMA max_page_count = 2;');
  const kysely = new Kysely({ dialect: new NodeSqliteDialect(database) });
  const written = sql`insert into notes values (${'x'.repeat(100_000)})`.execute(kysely);
  await expect(written).rejects.toMatchObject({
    code: 'STORAGE_FULL',
    message: expect.stringMatching(/Free some space/),
  });
  await kysely.destroy();
});

describe('registry in a SQLite file', () => {
  let folder: string;
  let path: string;
  const opened: OpenRegistry[] = [];
  const open = async (): Promise<OpenRegistry> => {
    const registry = await openSqliteRegistry(path);
    opened.push(registry);
    return registry;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vialog-registry-'));
    path = join(folder, 'registry.db');
  });
  afterEach(async () => {
    for (const registry of opened.splice(0)) await registry.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('the states of an erased camera are erased', async () => {
    const { store, healthHistory } = await open();
    const camera = await aCamera('a');
    await store.put({ basedOn: 0, camera });
    const { cameraId } = camera;
    await healthHistory.append([{ cameraId, changedAt: '2026-03-02T08:00:00.000Z', state: 'online' }]);
    await store.erase({ cameras: [cameraId], sites: [] });
    expect(await healthHistory.last(cameraId, 10)).toEqual([]);
  });

  test('a state that arrives after its camera was erased is not stored', async () => {
    const { store, healthHistory } = await open();
    const [erased, kept] = [await aCamera('a'), await aCamera('b')];
    for (const camera of [erased, kept]) await store.put({ basedOn: 0, camera });
    await store.erase({ cameras: [erased.cameraId], sites: [] });
    const state = { changedAt: '2026-03-02T08:00:00.000Z', state: 'online' } as const;
    await healthHistory.append([erased, kept].map(({ cameraId }) => ({ cameraId, ...state })));
    expect(await healthHistory.last(erased.cameraId, 10)).toEqual([]);
    expect(await healthHistory.last(kept.cameraId, 10)).toEqual([state]);
  });

  test('a registry in a SQLite file keeps its content and position after a restart', async () => {
    const before = await open();
    const camera = await aCamera('a');
    await before.store.put({ basedOn: 0, camera });
    await opened.pop()?.close();
    const after = await open();
    expect(await after.directory.latest(camera.cameraId)).toEqual(camera);
    const { position, cameras } = await after.reader.snapshot();
    expect(position.revision).toBe(1);
    expect(cameras).toEqual([camera]);
    await after.store.erase({ cameras: [camera.cameraId], sites: [] });
    expect((await after.reader.snapshot()).position).toEqual({ epoch: position.epoch, revision: 2 });
  });

  test('two processes can write to a SQLite registry at the same time', async () => {
    const [one, two] = [await open(), await open()];
    const writes = Object.entries({ a: one, b: two }).flatMap(([prefix, registry]) =>
      Array.from({ length: 25 }, async (_, i) =>
        registry.store.put({ basedOn: 0, camera: await aCamera(`${prefix}${i}`) }),
      ),
    );
    await Promise.all(writes);
    expect((await one.reader.snapshot()).cameras).toHaveLength(50);
  });

  test('a listener receives a change of another process', async () => {
    const [one, two] = [await open(), await open()];
    const stop = new AbortController();
    const { position } = await one.reader.snapshot();
    const received = (async () => {
      for await (const change of one.reader.changes(position, stop.signal)) return change.revision;
      return 0;
    })();
    await two.store.put({ basedOn: 0, camera: await aCamera('a') });
    expect(await received).toBe(1);
    stop.abort();
  });

  test('a page of cameras is read with an index and without sorting', async () => {
    const registry = await open();
    await registry.store.put({ basedOn: 0, camera: await aCamera('a') });
    const database = new DatabaseSync(path);
    const plan = database
      .prepare(
        'explain query plan select record from cameras where (sort_name, camera_id) > (?, ?) order by sort_name, camera_id limit 101',
      )
      .all('camera', '') as { detail: string }[];
    database.close();
    const steps = plan.map(({ detail }) => detail).join('\n');
    expect(steps).toMatch(/USING INDEX cameras_by_name/);
    expect(steps).not.toMatch(/TEMP B-TREE/);
  });
});

async function aCamera(id: string): Promise<Camera> {
  return { ...(await givenCamera(fakeRegistry())), cameraId: id.padStart(12, '0') };
}
