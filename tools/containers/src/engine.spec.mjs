import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine, runningEngine } from './engine.mjs';

let folder;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vialog-engine-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('takes a process for the engine only if it is dockerd', async () => {
  expect(runningEngine(folder)).toBeUndefined();
  writeFileSync(join(folder, 'pid'), String(process.pid));
  expect(runningEngine(folder)).toBeUndefined();
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { argv0: 'dockerd' });
  try {
    await new Promise((resolve) => child.once('spawn', resolve));
    writeFileSync(join(folder, 'pid'), String(child.pid));
    expect(runningEngine(folder)).toBe(child.pid);
  } finally {
    child.kill();
  }
});

it('names what to do when there is no engine', async () => {
  const before = process.env.DOCKER_HOST;
  process.env.DOCKER_HOST = `unix://${folder}/none.sock`;
  try {
    await expect(openEngine({ cache: folder, provision: false, onSpawn: () => undefined })).rejects.toThrow(
      /Start Docker Engine 20.10 or newer/,
    );
  } finally {
    if (before === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = before;
  }
});
