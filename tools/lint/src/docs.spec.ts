import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { packages, read, repositoryFiles, root } from './repository.ts';

const documents = repositoryFiles().filter((path) => path.endsWith('.md'));
const records = documents.filter((path) => /^docs\/adr\/\d{4}-/.test(path)).sort();

describe('architecture decision records', () => {
  test('decision records are numbered from 1 without holes', () => {
    const numbers = records.map((path) => Number(/\/(\d{4})-/.exec(path)?.[1]));
    expect(numbers).toEqual(records.map((_, i) => i + 1));
  });

  test.each(records)('%s has the title and the sections that every record has', (path) => {
    const headings = read(path).match(/^#+ .*$/gm) ?? [];
    const number = Number(/\/(\d{4})-/.exec(path)?.[1]);
    expect(headings[0]).toMatch(new RegExp(`^# ${number}\\. \\S`));
    expect(headings.slice(1)).toEqual(['## Context', '## Decision', '## Consequences', '## Enforced by']);
  });
});

test('no file contains a conflict marker of git', () => {
  const marked = repositoryFiles()
    .filter((path) => /\.(md|ts|tsx|mjs|json|yml)$/.test(path))
    .filter((path) => /^(?:<{7} \S|>{7} \S|(?:> ){6,}\S)/m.test(read(path)));
  expect(marked).toEqual([]);
});

/** The lines of prose of a document: no code blocks, tables, headings and comments. */
function proseOf(path: string): string[] {
  const text = read(path).replace(/^ *```[^]*?^ *```/gm, '');
  return text.split('\n').filter((line) => !/^ *(?:\||#|<!--)/.test(line));
}

test('lines of prose have at most 134 characters', () => {
  // The changelog grows by one line per change; benchmarks.md is written by `npm run bench`.
  const wrapped = documents.filter((path) => path !== 'CHANGELOG.md' && path !== 'docs/benchmarks.md');
  const long = wrapped.flatMap((path) => proseOf(path).filter((line) => line.length > 134));
  expect(long).toEqual([]);
});

describe('glossary', () => {
  test('the glossary defines each term once', () => {
    const terms = [...read('docs/glossary.md').matchAll(/^\| ([^|`]+?) +\| /gm)]
      .map(({ 1: term }) => term as string)
      .filter((term) => !/^(term|reason|-+)$/.test(term));
    expect(terms.length).toBeGreaterThan(40);
    expect(terms.filter((term, i) => terms.indexOf(term) !== i)).toEqual([]);
  });
});

/** `a/{b,c}.ts` → `a/b.ts` and `a/c.ts`. */
function alternatives(path: string): string[] {
  const [, start = path, names = '', end = ''] = /^(.*)\{(.*)\}(.*)$/.exec(path) ?? [];
  return names.split(',').map((name) => start + name + end);
}

describe('links', () => {
  test.each(documents)('every relative link of %s leads to a file', (path) => {
    const targets = [...read(path).matchAll(/\]\((?!\w+:|#)([^)#\s]+)(?:#[^)]*)?\)/g)].map(
      ({ 1: to }) => to as string,
    );
    expect(targets.filter((to) => !existsSync(join(root, dirname(path), to)))).toEqual([]);
  });

  test('paths in backticks that start at the root exist', () => {
    const missing = documents.flatMap((path) =>
      [...read(path).matchAll(/`((?:libs|apps|tools|docs)\/[\w./{},-]+)`/g)]
        .flatMap(({ 1: target }) => alternatives(target as string))
        .filter((target) => !/dist/.test(target) && !existsSync(join(root, target)))
        .map((target) => `${path}: ${target}`),
    );
    expect(missing).toEqual([]);
  });
});

test.each(packages().map(({ folder }) => folder))('%s has a README that says what it is not', (folder) => {
  expect(existsSync(join(root, folder, 'README.md'))).toBe(true);
  expect(read(`${folder}/README.md`)).toMatch(/\bnot\b|\bno\b/);
});

test.each(
  packages()
    .map(({ folder }) => folder)
    .filter((folder) => folder.startsWith('libs/')),
)('the title of the README of %s is the name of its package', (folder) => {
  const { name } = JSON.parse(read(`${folder}/package.json`)) as { readonly name: string };
  expect(read(`${folder}/README.md`).split('\n')[0]).toBe(`# ${name}`);
});
