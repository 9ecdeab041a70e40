import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sessionStoreConformance } from '@vialog/access/conformance';
import type { Camera } from '@vialog/contracts';
import { fakeRegistry, givenCamera, registryStoreConformance } from '@vialog/registry/conformance';
import { openSqliteRegistry, type OpenRegistry } from './open-registry.ts';

registryStoreConformance('sqlite', () => openSqliteRegistry(':memory:'));
sessionStoreConformance('sqlite', () => openSqliteRegistry(':memory:'));

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

  test('everything is there again after a restart, the feed position included', async () => {
    const before = await open();
    const camera = await aCamera('a');
    await before.store.put({ basedOn: 0, camera });
    await opened.pop()?.close();
    const after = await open();
    expect(await after.directory.latest(camera.cameraId)).toEqual(camera);
    expect(await after.feed.snapshot()).toEqual({ revision: 1, cameras: [camera] });
    await after.store.erase({ cameras: [camera.cameraId], sites: [] });
    expect((await after.feed.snapshot()).revision).toBe(2);
  });

  test('two processes that write at once wait for each other', async () => {
    const [one, two] = [await open(), await open()];
    const writes = Object.entries({ a: one, b: two }).flatMap(([who, registry]) =>
      Array.from({ length: 25 }, async (_, i) =>
        registry.store.put({ basedOn: 0, camera: await aCamera(`${who}${i}`) }),
      ),
    );
    await Promise.all(writes);
    expect((await one.feed.snapshot()).cameras).toHaveLength(50);
  });

  test('a change made by another process reaches the listener', async () => {
    const [one, two] = [await open(), await open()];
    const stop = new AbortController();
    const heard = (async () => {
      for await (const change of one.feed.changes(0, stop.signal)) return change.revision;
      return 0;
    })();
    await two.store.put({ basedOn: 0, camera: await aCamera('a') });
    expect(await heard).toBe(1);
    stop.abort();
  });

  test('a page of a list of 10,000 cameras stays quick', async () => {
    const registry = await openSqliteRegistry(':memory:');
    opened.push(registry);
    const template = await aCamera('x');
    for (let i = 0; i < 10_000; i += 1) {
      const cameraId = i.toString(36).padStart(12, '0');
      await registry.store.put({ basedOn: 0, camera: { ...template, cameraId, name: `Camera ${i % 997}` } });
    }
    const times: number[] = [];
    const filters = [{}, { text: 'amera 99' }, { lifecycle: 'active' as const }, { text: 'nothing at all' }];
    for (let i = 0; i < 40; i += 1) {
      const since = performance.now();
      const after = { name: `camera ${(i * 37) % 997}`, id: '' };
      await registry.directory.list(filters[i % filters.length] ?? {}, { limit: 101, after });
      times.push(performance.now() - since);
    }
    const p95 = times.toSorted((a, b) => a - b)[37] ?? Infinity;
    expect(p95).toBeLessThan(100);
  }, 60_000);
});

async function aCamera(id: string): Promise<Camera> {
  return { ...(await givenCamera(fakeRegistry())), cameraId: id.padStart(12, '0') };
}
