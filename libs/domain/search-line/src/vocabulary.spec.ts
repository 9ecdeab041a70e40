import { describe, expect, it } from '@jest/globals';
import { parseSearchLine } from './parse-search-line.ts';
import { fieldExamples } from './vocabulary.ts';

describe('the fields of the search line', () => {
  it.each(Object.entries(fieldExamples))('field %s: has an example that parses (%s)', (_, example) => {
    expect(parseSearchLine(example, { use: 'episodes' })).toMatchObject({ ok: true });
  });
});
