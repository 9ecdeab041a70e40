import { describe, expect, it } from '@jest/globals';
import { parseSearchLine } from './parse-search-line.ts';
import { fieldExamples } from './vocabulary.ts';

describe('the fields of the search line', () => {
  it.each(Object.entries(fieldExamples))(
    'the example of the field %s: (%s) is a valid search line',
    (_, example) => {
      expect(parseSearchLine(example, { use: 'episodes' })).toMatchObject({ ok: true });
    },
  );
});
