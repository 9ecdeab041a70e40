import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { typeErrors } from './type-errors.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'vialog-lint-'))));
afterEach(() => rm(folder, { recursive: true }));

/** Messages of the rule for `probe.ts`, with their location. */
async function problems(files: Record<string, string>, options: object = {}): Promise<string[]> {
  const config = {
    compilerOptions: { strict: true, noEmit: true, types: [], ...options },
  };
  const all = { ...files, 'tsconfig.json': JSON.stringify(config) };
  await Promise.all(Object.entries(all).map(([name, text]) => writeFile(join(folder, name), text)));
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ['**/*.ts'],
        languageOptions: {
          parser: tseslint.parser,
          parserOptions: { project: 'tsconfig.json', tsconfigRootDir: folder },
        },
        plugins: { vialog: { rules: { 'type-errors': typeErrors as never } } },
        rules: { 'vialog/type-errors': 'error' },
      },
    ],
  });
  const [result] = await eslint.lintFiles(['probe.ts']);
  return (result?.messages ?? []).map(({ line, column, message }) => `${line}:${column} ${message}`);
}

test('reports a compiler error at its location', async () => {
  expect(
    await problems({
      'probe.ts': "export const n = 1;\nexport const count: number = 'one';\n",
    }),
  ).toEqual(["2:14 TS2322: Type 'string' is not assignable to type 'number'."]);
});

const use = "import { count } from './count.js';\nexport const twice = count * 2;\n";

test('reports nothing for a file without errors', async () => {
  expect(
    await problems({
      'probe.ts': use,
      'count.ts': 'export const count: number = 1;\n',
    }),
  ).toEqual([]);
});

test('a type that changed in one file is an error in the file that uses it', async () => {
  expect(
    await problems({
      'probe.ts': use,
      'count.ts': "export const count: string = '1';\n",
    }),
  ).toEqual([expect.stringMatching(/^2:22 TS2362: /)]);
});

test('an error that has no file stands at the top', async () => {
  const found = await problems({ 'probe.ts': 'export const n = 1;\n' }, { types: ['not-there'] });
  expect(found).toEqual([expect.stringMatching(/^1:1 TS2688: .*'not-there'/)]);
});
