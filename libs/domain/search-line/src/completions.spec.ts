import { describe, expect, it } from '@jest/globals';
import { completeLine, nameCondition, type Completion } from './completions.ts';
import { parseSearchLine } from './parse-search-line.ts';

const texts = (words: readonly Completion[]): string[] => words.map(({ text }) => text);

describe('completeLine', () => {
  it.each([
    ['occ', 'en', ['occupancy>', 'occupied>']],
    ['car>3 yest', 'en', ['yesterday']],
    ['full', 'en', ['fullest']],
    ['占', 'zh', ['占用率>', '占用>']],
    ['昨', 'zh', ['昨天']],
    ['昨', 'en', ['yesterday']],
    ['yest', 'zh', ['昨天']],
    ['最', 'zh', ['最新', '最久', '最多', '最满', '最近', '近']],
    ['reason:of', 'en', ['offline']],
    ['原因：离', 'zh', ['离线']],
    ['reason:offline,d', 'en', ['decode_error', 'dark', 'detector_down']],
    ['"occ', 'en', []],
    ['car>=2', 'en', []],
  ] as const)('the words that continue %j in %s are %j', (line, language, expected) => {
    expect(texts(completeLine(line, language).words)).toEqual(expected);
  });

  it('an empty line and the place after a space offer days and orders', () => {
    for (const line of ['', 'car>3 ', '('])
      expect(texts(completeLine(line, 'en').words)).toEqual(
        expect.arrayContaining(['today', 'yesterday', 'fullest', 'longest']),
      );
  });

  it('the kind of names depends on the field', () => {
    expect(completeLine('nor', 'en')).toMatchObject({ names: 'any', typed: 'nor', from: 0 });
    expect(completeLine('car>3 site:"North L', 'en')).toMatchObject({
      names: 'site',
      typed: 'North L',
      from: 11,
    });
    expect(completeLine('"North L', 'en')).toMatchObject({ names: 'any', typed: 'North L', from: 0 });
    expect(completeLine('site:nor', 'en')).toMatchObject({ names: 'site', typed: 'nor', from: 5 });
    expect(completeLine('附近：北', 'zh')).toMatchObject({ names: 'near', typed: '北', from: 3 });
    expect(completeLine('near:North,5', 'en').names).toBeUndefined();
    expect(completeLine('fullest near North L', 'en')).toMatchObject({
      names: 'near',
      typed: 'North L',
      from: 13,
    });
  });

  it('a beginning of a word of the grammar is unfinished, a word or a name is not', () => {
    const isUnfinished = (line: string) => completeLine(line, 'en').isUnfinished;
    expect(isUnfinished('occ')).toBe(true);
    expect(isUnfinished('fullest near:x yester')).toBe(true);
    expect(isUnfinished('near North Lot yest')).toBe(true);
    expect(isUnfinished('near North Lot')).toBe(false);
    expect(isUnfinished('yesterday')).toBe(false);
    expect(isUnfinished('North')).toBe(false);
    expect(isUnfinished('car>2')).toBe(false);
    expect(isUnfinished('"occ"')).toBe(false);
  });
});

describe('nameCondition', () => {
  it.each([
    ['site', 'North Lot', 'en', 'site:"North Lot"'],
    ['site', '北停车场', 'zh', '场所:北停车场'],
    ['tag', 'today', 'en', '"today"'],
    ['tag', 'NOT', 'en', '"NOT"'],
    ['near', '5', 'en', 'near:"5"'],
    ['site', 'Ｐ１', 'en', 'site:"Ｐ１"'],
    ['camera', 'say "hi"', 'en', 'camera:"say \\"hi\\""'],
  ] as const)('the condition on the %s %j is a valid part of a line', (field, name, language, text) => {
    expect(nameCondition(field, name, language)).toBe(text);
    expect(parseSearchLine(text)).toMatchObject({ ok: true });
  });
});
