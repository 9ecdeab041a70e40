import { describe, expect, test } from '@jest/globals';
import { importCycles, importGraph } from './import-cycles.ts';
import { read, repositoryFiles } from './repository.ts';

describe('import cycles', () => {
  test('no file imports itself through other files', () => {
    const files = repositoryFiles().filter((path) => /^(apps|libs|tools)\/.*\.(ts|tsx|mjs)$/.test(path));
    const graph = importGraph(files, read);
    expect([...graph.values()].flat().length).toBeGreaterThan(3000);
    expect(importCycles(graph).map((cycle) => cycle.join(' → '))).toEqual([]);
  });

  test.each([
    ['values', "import { b } from './b.ts';"],
    ['types', "import type { B } from './b.ts';"],
    ['re-exports', "export { b } from './b.ts';"],
    ['dynamic imports', "const b = await import('./b.ts');"],
  ])('the check finds a cycle of %s', (_kind, code) => {
    const texts = new Map([
      ['libs/x/a.ts', code],
      ['libs/x/b.ts', "import { c } from './c.ts';"],
      ['libs/x/c.ts', "import { a } from '../x/a.ts';"],
    ]);
    const graph = importGraph([...texts.keys()], (path) => texts.get(path) ?? '');
    expect(importCycles(graph)).toEqual([['libs/x/a.ts', 'libs/x/b.ts', 'libs/x/c.ts', 'libs/x/a.ts']]);
  });

  test('the check accepts two ways to one file', () => {
    const graph = new Map([
      ['a', ['b', 'c']],
      ['b', ['c']],
      ['c', []],
    ]);
    expect(importCycles(graph)).toEqual([]);
  });
});
