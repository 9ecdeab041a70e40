import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ModelPackage } from '@vialog/models';
import { modelStoreConformance, packageOf } from '@vialog/models/conformance';
import { FolderModelStore } from './folder-model-store.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'vialog-models-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function folderOf(packages: Readonly<Record<string, ModelPackage>>): Promise<string> {
  const folder = await mkdtemp(join(root, 'store-'));
  for (const [modelId, { card, model }] of Object.entries(packages)) {
    await mkdir(join(folder, modelId));
    await writeFile(join(folder, modelId, 'model.json'), card);
    await writeFile(join(folder, modelId, 'model.onnx'), model);
  }
  return folder;
}

modelStoreConformance('folder', async (packages) => new FolderModelStore(await folderOf(packages)));

describe('FolderModelStore', () => {
  test('a model folder that does not exist has no models', async () =>
    expect(await new FolderModelStore(join(root, 'nowhere')).list()).toEqual({ cards: [], rejected: [] }));

  test('files and folders without a card are ignored', async () => {
    const folder = await folderOf({ tiny: packageOf('tiny') });
    await writeFile(join(folder, 'README.md'), 'words');
    await mkdir(join(folder, 'notes'));
    await mkdir(join(folder, 'folder-as-card', 'model.json'), { recursive: true });
    const { cards, rejected } = await new FolderModelStore(folder).list();
    expect(cards.map((card) => card.id)).toEqual(['tiny']);
    expect(rejected).toEqual([]);
  });

  test('a package without its model file is rejected with the name of the file', async () => {
    const folder = await folderOf({ tiny: packageOf('tiny') });
    await rm(join(folder, 'tiny', 'model.onnx'));
    const { rejected } = await new FolderModelStore(folder).list();
    expect(rejected).toEqual([
      {
        modelId: 'tiny',
        problems: ['model.onnx: named by the card, but the file does not exist: put it beside model.json'],
      },
    ]);
  });

  test('a damaged model file is rejected until it is repaired', async () => {
    const valid = packageOf('tiny');
    const folder = await folderOf({ tiny: valid });
    const store = new FolderModelStore(folder);
    expect((await store.list()).rejected).toEqual([]);
    const file = join(folder, 'tiny', 'model.onnx');
    await writeFile(file, Uint8Array.from(valid.model).fill(14, -1));
    expect(await store.list()).toEqual({
      cards: [],
      rejected: [{ modelId: 'tiny', problems: [expect.stringMatching(/expected sha256 .* damaged/)] }],
    });
    await writeFile(file, valid.model);
    expect((await store.list()).cards.map((card) => card.id)).toEqual(['tiny']);
  });

  test('a card of a megabyte is rejected without reading it', async () => {
    const folder = await folderOf({ tiny: { ...packageOf('tiny'), card: ' '.repeat(1 << 20) } });
    expect((await new FolderModelStore(folder).list()).rejected[0]?.problems[0]).toContain(
      'expected at most 262144 bytes',
    );
  });

  test('the model folder of this repository has a complete NanoDet-g', async () => {
    const store = new FolderModelStore(join(import.meta.dirname, '../../../../models'));
    const { cards, rejected } = await store.list();
    expect(rejected).toEqual([]);
    const shipped = cards.find((card) => card.id === 'nanodet-g-416');
    expect((await store.bytes('nanodet-g-416')).length).toBe(shipped?.bytes);
  });
});
