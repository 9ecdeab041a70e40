import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { CameraChange } from '@vialog/registry';
import { fakeRegistry, givenCamera } from '@vialog/registry/conformance';
import { demoTown } from './demo-town.ts';
import { registerDemo } from './register-demo.ts';

const cameraCount = demoTown.flatMap(({ cameras }) => cameras).length;
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'vialog-demo-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test('the demo is registered once and does not return after it was removed', async () => {
  const registry = fakeRegistry();
  const { memory } = registry;
  expect(await registerDemo({ registry, marks: memory, dataDir })).toBe(true);
  expect(memory.newest()).toHaveLength(cameraCount);
  const cameras = memory.newest().map(({ cameraId }) => cameraId);
  await memory.erase({ cameras, sites: [] });
  expect(await registerDemo({ registry, marks: memory, dataDir })).toBe(false);
  expect(memory.newest()).toEqual([]);
});

test('an interrupted registration of the demo is completed without duplicates at the next start', async () => {
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

test('a registry with cameras, or with the mark of an earlier version, gets no demo', async () => {
  const used = fakeRegistry();
  await givenCamera(used);
  expect(await registerDemo({ registry: used, marks: used.memory, dataDir })).toBe(false);
  const empty = fakeRegistry();
  writeFileSync(join(dataDir, 'demo.brought'), '');
  expect(await registerDemo({ registry: empty, marks: empty.memory, dataDir })).toBe(false);
  expect(empty.memory.newest()).toEqual([]);
});
