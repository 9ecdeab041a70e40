import { expect, test } from '@jest/globals';
import { readQuestionSearch, readQuestionsSearch } from './questions-search.ts';

test('the parameters of a question keep valid values and drop others', () => {
  expect(
    readQuestionSearch({
      site: 'site00000001',
      to: '2026-02-28',
      at: '2026-02-31',
      target: '85',
      min: '101',
      x: '1',
    }),
  ).toEqual({ site: 'site00000001', to: '2026-02-28', target: '85' });
});

test('a search for questions keeps Chinese words', () => {
  expect(readQuestionsSearch({ q: '停车场' })).toEqual({ q: '停车场' });
  expect(readQuestionsSearch({ q: 7 })).toEqual({});
});
