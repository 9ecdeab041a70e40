import { expect, test } from '@jest/globals';
import { read, repositoryFiles } from './repository.ts';

const rows = [...read('docs/streams.md').matchAll(/^\|(.+)\|(.+)\| `([^`]+\.spec\.ts)`: (.+?) *\|$/gm)].map(
  ([, quirk = '', , path = '', words = '']) => ({ quirk: quirk.trim(), path, words }),
);

test('docs/streams.md lists the known quirks of cameras', () => {
  expect(rows.length).toBeGreaterThan(15);
});

test.each(rows)('a test proves that a camera which $quirk is handled', ({ path, words }) => {
  expect(repositoryFiles()).toContain(path);
  expect(read(path)).toContain(words);
});
