import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { DetectorEvent } from './detector-state.ts';
import { greyFrame, viewJob } from './frames.fake.ts';
import { OnnxDetectorPool, type OnnxDetectorPoolOptions } from './onnx-detector-pool.ts';
import { tinyModels } from './tiny-model.fake.ts';

const models = tinyModels({ old: 'sound', new: 'sound', third: 'sound', odd: 'other-shape' });
let pool: OnnxDetectorPool;

function openPool(options: Partial<OnnxDetectorPoolOptions> = {}): OnnxDetectorPool {
  pool = new OnnxDetectorPool({ models, deadlineMs: 30_000, ...options });
  return pool;
}

afterEach(() => pool.close());

describe('the detectors of several models', () => {
  test('swap: the new model warms up and takes over while the old one still counts', async () => {
    const detectors = openPool();
    await detectors.count(greyFrame('cam000000001'), viewJob('old'));
    const [swapped, kept] = await Promise.all([
      detectors.count(greyFrame('cam000000001'), viewJob('new')),
      detectors.count(greyFrame('cam000000002'), viewJob('old')),
    ]);
    expect([swapped, kept]).toMatchObject([{ count: { model: 'new' } }, { count: { model: 'old' } }]);
    expect(detectors.states().map(({ modelId, phase }) => [modelId, phase])).toEqual([
      ['old', 'ready'],
      ['new', 'ready'],
    ]);
  });

  test('put away a model nobody asks for, and start it again for who does', async () => {
    const detectors = openPool({ idleMs: 150 });
    await detectors.count(greyFrame(), viewJob('old'));
    for (let i = 0; i < 200 && detectors.states().length > 0; i += 1) await sleep(10);
    expect(detectors.states()).toEqual([]);
    expect(await detectors.count(greyFrame(), viewJob('old'))).toMatchObject({ kind: 'counted' });
  });

  test('never load more models than they may, and say so', async () => {
    const detectors = openPool({ maxChildren: 2 });
    await detectors.count(greyFrame(), viewJob('old'));
    await detectors.count(greyFrame(), viewJob('new'));
    const answer = await detectors.count(greyFrame(), viewJob('third'));
    expect(answer).toMatchObject({
      kind: 'failed',
      reason: 'detector_down',
      detail: expect.stringContaining('finds no room beside old, new'),
    });
  });

  test('give the room of a refused model to another, and are not disturbed by it', async () => {
    const detectors = openPool({ maxChildren: 2 });
    const [good, bad] = await Promise.all([
      detectors.count(greyFrame(), viewJob('old')),
      detectors.count(greyFrame('cam000000002'), viewJob('odd')),
    ]);
    expect([good.kind, bad.kind]).toEqual(['counted', 'failed']);
    expect(await detectors.count(greyFrame(), viewJob('new'))).toMatchObject({ kind: 'counted' });
  });

  // Each took the other's room and forgot what it had told: an error line with every frame of every camera.
  test('tell once why models cannot be used, however often they take turns', async () => {
    const errors: string[] = [];
    const onEvent = ({ level, modelId }: DetectorEvent): void =>
      void (level === 'error' && errors.push(modelId));
    const detectors = openPool({ maxChildren: 2, onEvent });
    for (let turn = 0; turn < 3; turn += 1)
      for (const modelId of ['odd', 'nowhere', 'neither'])
        expect(await detectors.count(greyFrame(), viewJob(modelId))).toMatchObject({ kind: 'failed' });
    expect(errors).toEqual(['odd', 'nowhere', 'neither']);
  });

  test('answer a frame for a model that is not there', async () => {
    const answer = await openPool().count(greyFrame(), viewJob('nowhere'));
    expect(answer).toMatchObject({ kind: 'failed', detail: 'There is no model "nowhere".' });
  });

  test('end with the process that started them, even when it is killed', async () => {
    openPool();
    const parent = startParent();
    const [lines] = (await once(parent.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    const child = Number.parseInt(lines.toString(), 10);
    expect(existsSync(`/proc/${child}`)).toBe(true);
    parent.kill('SIGKILL');
    for (let i = 0; i < 1_000 && existsSync(`/proc/${child}`); i += 1) await sleep(10);
    expect(existsSync(`/proc/${child}`)).toBe(false);
  });
});

/** A process of its own that starts a detector and says its pid. */
function startParent(): ChildProcess {
  const folder = fileURLToPath(new URL('../../../../models', import.meta.url));
  const script = `
    import { FolderModelStore } from ${JSON.stringify(import.meta.resolve('@vialog/models-folder'))};
    import { OnnxDetectorPool } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
    const pool = new OnnxDetectorPool({ models: new FolderModelStore(${JSON.stringify(folder)}) });
    pool.warm('nanodet-g-416');
    setInterval(() => { const [s] = pool.states(); if (s.phase === 'ready') { console.log(s.pid); } }, 20);`;
  return spawn(
    process.execPath,
    ['--conditions=@vialog/source', '--no-warnings', '--input-type=module', '-e', script],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
}
