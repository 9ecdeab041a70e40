import { describe, expect, test } from '@jest/globals';
import type { PictureSigns } from '@vialog/measuring';
import { judgeQuality } from './judge-quality.ts';

const good: PictureSigns = { digest: 1, mean: 110, spread: 45, cells: [] };
const kindsOf = (signs: readonly PictureSigns[], more: { observedMs?: number; isLive?: boolean } = {}) =>
  judgeQuality({ signs, observedMs: 4_000, isLive: true, ...more }).map(({ kind }) => kind);
const changing = (one: Pick<PictureSigns, 'mean' | 'spread'>) =>
  [1, 2, 3].map((digest) => ({ ...one, digest, cells: [] }));

describe('visible problems', () => {
  test.each([
    ['a usual picture', { mean: 110, spread: 45 }, []],
    ['a lit street at night', { mean: 12, spread: 20 }, []],
    ['a bright picture with contrast', { mean: 241, spread: 12 }, []],
    ['a covered lens', { mean: 3, spread: 1 }, ['dark']],
    ['a burnt-out picture', { mean: 252, spread: 1 }, ['overexposed']],
    ['a blue screen of a recorder', { mean: 60, spread: 0 }, ['uniform']],
  ])('%s gives %j', (_, signs, expected) => {
    expect(kindsOf(changing(signs))).toEqual(expected);
  });

  test('one dark picture among others is no problem', () => {
    expect(kindsOf([good, { digest: 2, mean: 1, spread: 0, cells: [] }, good])).toEqual([]);
  });

  test('identical pictures of a live stream are reported', () => {
    expect(kindsOf([good, good, good])).toEqual(['unchanged']);
  });

  test.each([
    ['two pictures', [good, good], {}],
    ['less than 2 s', [good, good, good], { observedMs: 900 }],
    ['a snapshot source', [good, good, good], { isLive: false }],
  ])('identical pictures of %s prove nothing', (_, signs, more) => {
    expect(kindsOf(signs, more)).toEqual([]);
  });
});
