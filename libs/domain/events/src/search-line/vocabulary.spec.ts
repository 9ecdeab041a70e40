import { describe, expect, it } from '@jest/globals';
import { countClasses, countEvent, gapReasons } from '@vialog/contracts';
import { parseSearchLine } from './parse-search-line.ts';
import { classWords, fieldExamples, kindWords, originWords, reasonWords } from './vocabulary.ts';

describe('the words of the search line', () => {
  it('are those of the records', () => {
    expect(classWords).toEqual(countClasses);
    expect(reasonWords).toEqual(gapReasons);
    expect(kindWords).toEqual(countEvent.shape.kind.options);
    expect(originWords).toEqual(countEvent.shape.origin.options);
  });

  it.each(Object.entries(fieldExamples))('%s has an example that works', (_, example) => {
    expect(parseSearchLine(example, { use: 'episodes' })).toMatchObject({ ok: true });
  });
});
