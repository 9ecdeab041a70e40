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

const models = tinyModels({ old: 'valid', new: 'valid', third: 'valid', odd: 'other-shape' });
let pool: OnnxDetectorPool;

function openPool(options: Partial<OnnxDetectorPoolOptions> = {}): OnnxDetectorPool {
  pool = new OnnxDetectorPool({ models, deadlineMs: 30_000, ...options });
  return pool;
}

afterEach(() => pool.close());

describe('OnnxDetectorPool', () => {
  test('during a swap the new model starts while the old model still counts', async () => {
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

  test('a model without frames is unloaded, and the next frame loads it again', async () => {
    const detectors = openPool({ idleMs: 150 });
    await detectors.count(greyFrame(), viewJob('old'));
    while (detectors.states().length > 0) await sleep(10);
    expect(await detectors.count(greyFrame(), viewJob('old'))).toMatchObject({ kind: 'counted' });
  });

  test('a prepared model is loaded beside the one that counts, and is ready for its first frame', async () => {
    const detectors = openPool({ childrenPerModel: 2 });
    expect(await detectors.prepare('new')).toEqual({ kind: 'loading' });
    while ((await detectors.prepare('new')).kind === 'loading') await sleep(10);
    expect(await detectors.prepare('new')).toEqual({ kind: 'ready' });
    const reply = await detectors.count(greyFrame(), viewJob('new'));
    expect(reply).toMatchObject({
      count: { model: 'new', modelDigest: expect.stringMatching(/^[0-9a-f]{12}$/) },
    });
  });

  test.each([
    ['does not fit its card', 'odd', /cannot be used/],
    ['does not exist', 'nowhere', /There is no model "nowhere"/],
  ])('a model that %s fails to be prepared, with the reason', async (_what, modelId, detail) => {
    const detectors = openPool();
    while ((await detectors.prepare(modelId)).kind === 'loading') await sleep(10);
    expect(await detectors.prepare(modelId)).toEqual({
      kind: 'failed',
      detail: expect.stringMatching(detail),
    });
  });

  test('a model above the limit of children fails to be prepared, with the reason', async () => {
    const detectors = openPool({ maxChildren: 2 });
    for (const modelId of ['old', 'new']) await detectors.count(greyFrame(), viewJob(modelId));
    const limit = expect.stringContaining('the limit of detectors is reached by old, new');
    expect(await detectors.prepare('third')).toEqual({ kind: 'failed', detail: limit });
  });

  test('a model above the limit of children is not loaded, and its frames fail with the reason', async () => {
    const detectors = openPool({ maxChildren: 2 });
    await detectors.count(greyFrame(), viewJob('old'));
    await detectors.count(greyFrame(), viewJob('new'));
    const reply = await detectors.count(greyFrame(), viewJob('third'));
    expect(reply).toMatchObject({
      kind: 'failed',
      reason: 'detector_down',
      detail: expect.stringContaining('the limit of detectors is reached by old, new'),
    });
  });

  test('a rejected model makes room for another one and does not disturb loaded models', async () => {
    const detectors = openPool({ maxChildren: 2 });
    const [good, bad] = await Promise.all([
      detectors.count(greyFrame(), viewJob('old')),
      detectors.count(greyFrame('cam000000002'), viewJob('odd')),
    ]);
    expect([good.kind, bad.kind]).toEqual(['counted', 'failed']);
    expect(await detectors.count(greyFrame(), viewJob('new'))).toMatchObject({ kind: 'counted' });
  });

  // Each model replaced the other one, and the new detector logged its error again: one line per frame of every camera.
  test('models that replace each other report once why they cannot be used', async () => {
    const errors: string[] = [];
    const onEvent = ({ level, modelId }: DetectorEvent): void =>
      void (level === 'error' && errors.push(modelId));
    const detectors = openPool({ maxChildren: 2, onEvent });
    for (let turn = 0; turn < 3; turn += 1)
      for (const modelId of ['odd', 'nowhere', 'neither'])
        expect(await detectors.count(greyFrame(), viewJob(modelId))).toMatchObject({ kind: 'failed' });
    expect(errors).toEqual(['odd', 'nowhere', 'neither']);
  });

  test('a frame for a model that does not exist fails with the reason', async () => {
    const reply = await openPool().count(greyFrame(), viewJob('nowhere'));
    expect(reply).toMatchObject({ kind: 'failed', detail: 'There is no model "nowhere".' });
  });

  test('detector children exit when the process that started them is killed', async () => {
    openPool();
    const parent = startParent();
    try {
      const [lines] = (await once(parent.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
      const child = Number.parseInt(lines.toString(), 10);
      expect(existsSync(`/proc/${child}`)).toBe(true);
      parent.kill('SIGKILL');
      while (existsSync(`/proc/${child}`)) await sleep(10);
    } finally {
      parent.kill('SIGKILL');
    }
  });
});

/** A separate process that starts a detector and prints the process id of the child. */
function startParent(): ChildProcess {
  const folder = fileURLToPath(new URL('../../../../models', import.meta.url));
  const script = `
    import { FolderModelStore } from ${JSON.stringify(import.meta.resolve('@vialog/models-folder'))};
    import { OnnxDetectorPool } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
    const pool = new OnnxDetectorPool({ models: new FolderModelStore(${JSON.stringify(folder)}) });
    pool.warm('nanodet-g-416');
    setInterval(() => { const [s] = pool.states(); if (s?.phase === 'ready') process.stdout.write(s.pid + '\\n'); }, 20);`;
  return spawn(
    process.execPath,
    ['--conditions=@vialog/source', '--no-warnings', '--input-type=module', '-e', script],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
}
