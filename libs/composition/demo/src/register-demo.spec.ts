import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { CameraChange, Registry } from '@vialog/registry';
import { fakeRegistry, givenCamera } from '@vialog/registry/conformance';
import { demoTown } from './demo-town.ts';
import { registerDemo } from './register-demo.ts';

const cameraCount = demoTown.flatMap(({ cameras }) => cameras).length;
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'vialog-demo-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test('a removed demo is not registered again', async () => {
  const registry = fakeRegistry();
  const { memory } = registry;
  expect(await registerDemo({ registry, marks: memory, dataDir })).toBe(true);
  expect(memory.newest()).toHaveLength(cameraCount);
  const cameras = memory.newest().map(({ cameraId }) => cameraId);
  await memory.erase({ cameras, sites: [] });
  expect(await registerDemo({ registry, marks: memory, dataDir })).toBe(false);
  expect(memory.newest()).toEqual([]);
});

test('an interrupted registration of the demo is completed at the next start without duplicates', async () => {
  const working = fakeRegistry();
  const { memory } = working;
  let writes = 0;
  const put = (change: CameraChange) => {
    writes += 1;
    return writes === 2 ? Promise.reject(new Error('the disk is full')) : memory.put(change);
  };
  const failing = {
    ...working,
    store: {
      put,
      replaceSecrets: memory.replaceSecrets.bind(memory),
      putAll: memory.putAll.bind(memory),
      putSite: memory.putSite.bind(memory),
      erase: memory.erase.bind(memory),
      zoneIdsEverUsed: memory.zoneIdsEverUsed.bind(memory),
    },
  };
  await expect(registerDemo({ registry: failing, marks: memory, dataDir })).rejects.toThrow(
    'the disk is full',
  );
  expect(memory.newest()).toHaveLength(1);
  expect(await registerDemo({ registry: working, marks: memory, dataDir })).toBe(true);
  expect(memory.newest()).toHaveLength(cameraCount);
  expect(await memory.sites({}, { limit: 10 })).toHaveLength(demoTown.length);
});

test('the demo is not registered when the registry has cameras or an earlier version registered it', async () => {
  const used = fakeRegistry();
  await givenCamera(used);
  expect(await registerDemo({ registry: used, marks: used.memory, dataDir })).toBe(false);
  const empty = fakeRegistry();
  writeFileSync(join(dataDir, 'demo.brought'), '');
  expect(await registerDemo({ registry: empty, marks: empty.memory, dataDir })).toBe(false);
  expect(empty.memory.newest()).toEqual([]);
});

test('two processes that start at the same time register the demo without duplicates', async () => {
  const base = fakeRegistry();
  const { memory } = base;
  // Both processes read before one of them writes.
  const slowly = async <T>(result: Promise<T>): Promise<T> => {
    const read = await result;
    await setImmediate();
    return read;
  };
  const registry = {
    ...base,
    sites: { site: memory.site.bind(memory), sites: (...args) => slowly(memory.sites(...args)) },
    directory: {
      latest: memory.latest.bind(memory),
      versions: memory.versions.bind(memory),
      list: (...args) => slowly(memory.list(...args)),
    },
  } satisfies Registry;
  const register = () => registerDemo({ registry, marks: memory, dataDir });
  await Promise.all([register(), register()]);
  expect(await memory.sites({}, { limit: 10 })).toHaveLength(demoTown.length);
  expect(memory.newest()).toHaveLength(cameraCount);
  expect(await memory.mark('demo')).toBe('done');
});
