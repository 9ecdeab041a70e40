import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { openModelFolder } from '@vialog/compose-detectors/models';
import { UsageError } from '../command.ts';
import { modelsCommand } from './models-command.ts';

const shipped = fileURLToPath(new URL('../../../../models/nanodet-g-416/model.onnx', import.meta.url));

let folder: string;
let printed: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vialog-models-'));
  printed = '';
  for (const stream of [process.stdout, process.stderr])
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await rm(folder, { recursive: true });
});

/** The converter of the shipped model records no shapes, so that its decoder is given. */
const decoder = { kind: 'gfl', strides: [8, 16, 32], bins: 11, cellOffset: 0.5, scores: 'probability' };
const required = ['--id', 'copy', '--licence', 'Apache-2.0', '--trained-by', 'RangiLyu'];
const add = (file: string, ...args: string[]) =>
  modelsCommand.run(['add', file, ...required, '--models', folder, ...args], '');

describe('models add', () => {
  test('a proposal is printed and saved only after confirmation', async () => {
    const card = join(folder, 'decoder.json');
    await writeFile(card, JSON.stringify({ decoder }));
    expect(await add(shipped, '--card', card, '--labels', 'coco80')).toBe(0);
    expect(printed).toMatch(/decoder {3}gfl\nlabels {4}80: person, bicycle/);
    expect(printed).toContain('Nothing was saved.');
    expect(existsSync(join(folder, 'copy'))).toBe(false);
    const confirmed = [shipped, '--card', card, '--labels', 'coco80', '--confirm'] as const;
    expect(await add(...confirmed)).toBe(0);
    const { cards } = await openModelFolder(folder).list();
    expect(cards).toMatchObject([{ id: 'copy', decoder: { kind: 'gfl', bins: 11 } }]);
    await expect(add(...confirmed)).rejects.toThrow('choose another id, such as copy-2');
  });

  test('a damaged file is rejected with the reason and the exit code 1', async () => {
    const file = join(folder, 'damaged.onnx');
    await writeFile(file, (await readFile(shipped)).subarray(0, 5_000_000));
    expect(await add(file)).toBe(1);
    expect(printed).toContain('damaged.onnx is rejected:');
    expect(printed).toContain('it is damaged, truncated or has another format');
  });

  test('a mislabelled file is rejected', async () => {
    const [file, labels] = [join(folder, 'model.onnx'), join(folder, 'labels.txt')];
    await copyFile(shipped, file);
    await writeFile(labels, 'car\nbus\n');
    expect(await add(file, '--labels', labels)).toBe(1);
    expect(printed).toMatch(/belong to no known family with 2 labels/);
  });

  test.each<[string, string, string[], RegExp]>([
    ['a missing model', 'no.onnx', [], /^cannot read the model no.onnx: it does not exist; check the path$/],
    ['a folder as a model', tmpdir(), [], /^cannot read the model .*: it is a folder/],
    ['missing labels', shipped, ['--labels', 'coco99'], /^cannot read the labels coco99: it does not exist/],
    [
      'empty labels',
      shipped,
      ['--labels', '/dev/null'],
      /^\/dev\/null: expected one label per line, found none/,
    ],
    ['a missing card', shipped, ['--card', 'no.json'], /^cannot read the card no.json: it does not exist/],
    ['a card that is not JSON', shipped, ['--card', '/dev/null'], /^\/dev\/null is not JSON/],
  ])('%s is named in the message', async (_, file, args, sentence) => {
    await expect(add(file, ...args)).rejects.toThrow(sentence);
  });

  test.each<[string, string[], RegExp]>([
    ['a missing picture', ['--picture', 'no.jpg'], /^cannot read the picture no.jpg: it does not exist/],
    [
      'another file as a picture',
      ['--picture', shipped],
      /model.onnx: expected a JPEG, PNG or WebP picture; /,
    ],
    [
      'a file as folder of models',
      ['--confirm', '--models', shipped],
      /^cannot write in .*\(ENOTDIR\): expected a folder/,
    ],
  ])('%s is named in the message', async (_, args, sentence) => {
    const card = join(folder, 'decoder.json');
    await writeFile(card, JSON.stringify({ decoder }));
    await expect(add(shipped, '--card', card, '--labels', 'coco80', ...args)).rejects.toThrow(sentence);
  });

  test.each<[string, string[], string]>([
    ['no action', [], 'expected "add", "use", "bind", "unbind", "rollback" or "history", found ""'],
    ['no file', ['add'], 'expected one ONNX file'],
    ['no id', ['add', 'm.onnx', '--licence', 'MIT', '--trained-by', 'us'], '--id is missing'],
    ['an id with a path', ['add', 'm.onnx', '--id', '../x'], '--id ../x: expected 1 to 64 characters'],
    ['no licence', ['add', 'm.onnx', '--id', 'x'], '--licence is missing'],
    [
      'an invalid size',
      ['add', 'm.onnx', ...required, '--size', '640'],
      '--size 640: expected width and height',
    ],
  ])('arguments with %s are rejected', async (_, args, sentence) => {
    const outcome = modelsCommand.run(args, '');
    await expect(outcome).rejects.toThrow(sentence);
    await expect(outcome).rejects.toBeInstanceOf(UsageError);
  });
});
