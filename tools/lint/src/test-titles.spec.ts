import { describe, expect, test } from '@jest/globals';
import { read, repositoryFiles } from './repository.ts';

const self = 'tools/lint/src/test-titles.spec.ts';
const specs = repositoryFiles().filter((path) => /\.(?:spec|conformance)\.tsx?$/.test(path) && path !== self);

/** A title that begins with these words continues the title of its `describe`. */
const continuation = /^(?:that|is|are|was|were|has|have|may|can|whose) /;

/** Titles of tests: the first string after `it(`, `test(` or the table of `each`. */
function titlesOf(text: string): string[] {
  return [...text.matchAll(/(?:\b(?:it|test)\(|\]\)\()\s*(['`])((?:(?!\1)[^\n])*)\1,/g)].map(
    ({ 2: title }) => title as string,
  );
}

describe('test titles', () => {
  test('titles of tests are sentences that can be read without their describe', () => {
    const titles = specs.flatMap((path) => titlesOf(read(path)).map((title) => [path, title] as const));
    expect(titles.length).toBeGreaterThan(2000);
    expect(titles.filter(([, title]) => continuation.test(title)).map((at) => at.join(': '))).toEqual([]);
  });

  test.each([
    "it('is reported with its length', () => {",
    "test('that responds with UDP is explained', () => {",
    "test.each([[1]])('are rejected: %s', (one) => {",
  ])('the check finds the title in %j', (code) => {
    expect(titlesOf(code).filter((title) => continuation.test(title))).toHaveLength(1);
  });
});
