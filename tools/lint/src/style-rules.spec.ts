import { beforeAll, describe, expect, test } from '@jest/globals';
import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { root } from './repository.ts';

const probe = `${root}libs/domain/measuring/src/probe.ts`;
const naming = '@typescript-eslint/naming-convention';
let eslint: ESLint;

beforeAll(async () => {
  const configured = (await new ESLint({ cwd: root }).calculateConfigForFile(probe)) as {
    readonly rules: Readonly<Record<string, Linter.RuleEntry>>;
  };
  // Probes are files that do not exist, so rules that need types are disabled. The naming rule works without types.
  eslint = new ESLint({
    cwd: root,
    overrideConfig: [
      { ...tseslint.configs.disableTypeChecked, files: ['**/*.ts'] },
      { files: ['**/*.ts'], rules: { [naming]: configured.rules[naming] ?? 'off' } },
    ],
  });
});

async function messagesOf(code: string): Promise<string> {
  const [result] = await eslint.lintText(code, { filePath: probe });
  return (result?.messages ?? []).map(({ message }) => message).join('\n');
}

describe('style rules', () => {
  test.each([
    ['a private member', 'export class A { private readonly x = 1; }', /#private/],
    [
      'a private parameter property',
      'export class A { constructor(private readonly x: number) {} }',
      /#private/,
    ],
    ['a spread object literal', 'export const a = { ...{ b: 1 }, c: 2 };', /in place/],
    ['a discriminant that is not `kind`', "export interface A { readonly is: 'a' }", /`kind`/],
    ['a constant in capital letters', 'export const MAX_PIXELS = 1;', /MAX_PIXELS/],
  ])('reject %s', async (_what, code, message) => {
    expect(await messagesOf(code)).toMatch(message);
  });

  test('accept private names, camelCase constants and `kind`', async () => {
    const code =
      "export class A { readonly #x = 1; x = () => this.#x; }\nexport const maxPixels = 1;\nexport interface B { readonly kind: 'b' }\n";
    expect(await messagesOf(code)).toBe('');
  });
});
