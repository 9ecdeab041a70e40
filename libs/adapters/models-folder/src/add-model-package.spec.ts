import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { modelCard } from '@vialog/contracts';
import { packageOf } from '@vialog/models/conformance';
import { addModelPackage } from './add-model-package.ts';
import { FolderModelStore } from './folder-model-store.ts';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'vialog-models-'))));
afterEach(() => rm(folder, { recursive: true }));

const { card: text, model } = packageOf('tiny');
const card = modelCard.parse(JSON.parse(text));

describe('addModelPackage', () => {
  test('an added package is listed, and nothing else is left in the folder', async () => {
    expect(await addModelPackage(folder, card, model)).toBe(join(folder, 'tiny'));
    expect((await new FolderModelStore(folder).list()).cards).toEqual([card]);
    expect(await readdir(folder)).toEqual(['tiny']);
  });

  test('a package is never replaced', async () => {
    await addModelPackage(folder, card, model);
    await expect(addModelPackage(folder, card, model)).rejects.toThrow(
      'exists: choose another id, such as tiny-2',
    );
    expect(await readdir(folder)).toEqual(['tiny']);
  });
});
