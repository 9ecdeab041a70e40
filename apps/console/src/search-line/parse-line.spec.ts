import { describe, expect, it } from '@jest/globals';
import {
  areasOf,
  fixedLine,
  lineAtTime,
  lineInPlace,
  parseLine,
  sharedLine,
  slotLine,
} from './parse-line.ts';

const chipTexts = (line: string) => parseLine(line).chips.map((chip) => line.slice(chip.from, chip.to));

describe('parseLine', () => {
  it('parseLine creates one chip for every condition, including its minus sign', () => {
    expect(chipTexts('car>=20 -site:"North Lot" 北门')).toEqual(['car>=20', '-site:"North Lot"', '北门']);
  });

  it('parseLine creates no chips for a search line with OR or parentheses', () => {
    expect(chipTexts('car>=20 OR bus>1')).toEqual([]);
    expect(chipTexts('(car>=20 last:2h)')).toEqual([]);
  });

  it('parseLine returns the position of an error in the search line', () => {
    const [problem] = parseLine('last:2h car>=many').problems;
    expect(problem?.from).toBeGreaterThanOrEqual(8);
    expect(problem?.to).toBeLessThanOrEqual(17);
    expect(problem?.message.length).toBeGreaterThan(10);
  });
});

describe('changes of a search line', () => {
  it('chips show a condition with the words of the language of the reader', () => {
    const [first, second] = parseLine('占用率>85% yesterday').chips;
    expect(first?.shown).toEqual({ en: 'occupancy>85%', zh: '占用率>85%' });
    expect(second?.shown).toEqual({ en: 'yesterday', zh: '昨天' });
  });

  it('the line of single slots has no minimum length and no order', () => {
    expect(slotLine('fullest site:"North Lot" for:10m yesterday')).toBe('site:"North Lot" yesterday');
    expect(slotLine('car>3 OR bus>1')).toBe('car>3 OR bus>1');
    expect(slotLine('最满')).toBe('');
  });

  it('a fixed line has the window of its results', () => {
    const window = { from: '2026-11-29T00:00:00.000Z', to: '2026-11-30T00:00:00.000Z' };
    expect(fixedLine('fullest yesterday 17:00-19:00', window)).toBe(
      'fullest at:17:00-19:00 from:2026-11-29T00:00:00.000Z to:2026-11-30T00:00:00.000Z',
    );
  });

  it('a shared line is the same from readers of every language, with the window of its results', () => {
    const window = { from: '2026-11-29T00:00:00.000Z', to: '2026-11-30T00:00:00.000Z' };
    const shared = `fullest occupancy>85% site:北门 from:${window.from} to:${window.to}`;
    expect(sharedLine('最满 占用率＞85％ 场所：北门 昨天', window)).toBe(shared);
    expect(sharedLine('fullest occupancy>85% site:北门 yesterday', window)).toBe(shared);
    expect(sharedLine('car>=many', window)).toContain('car>=many');
  });

  it('another time replaces the window and the time of day', () => {
    expect(lineAtTime('fullest last:2h at:17-19', 'yesterday')).toBe('fullest yesterday');
    expect(lineAtTime('', 'today')).toBe('today');
    expect(lineAtTime('(car>3 OR bus>1) yesterday', 'today')).toBe('(car>3 OR bus>1) today');
    expect(lineAtTime('car>3 OR bus>1', 'today')).toBe('(car>3 OR bus>1) today');
    expect(lineAtTime('昨天下午5点到7点 car>3', 'today')).toBe('car>3 today');
  });

  it('a drawn place replaces the places of the line, and an order by distance that needs a circle', () => {
    const polygon = 'polygon:31,112;31.1,112;31.1,112.1';
    expect(lineInPlace('', 'near:31,112,2km')).toBe('near:31,112,2km');
    expect(lineInPlace('fullest near:"North Lot",1km site:a', 'near:31,112,2km')).toBe(
      'fullest site:a near:31,112,2km',
    );
    expect(lineInPlace('nearest near:30,112,1km yesterday', polygon)).toBe(`yesterday ${polygon}`);
    expect(lineInPlace('car>3 OR bus>1', polygon)).toBe(`(car>3 OR bus>1) ${polygon}`);
  });

  it('the areas of a line are its circles, boxes and polygons, but not those that are left out', () => {
    expect(areasOf('near:31,112,2km car>3 -bbox:30,111;31,112')).toEqual([
      { kind: 'circle', center: expect.objectContaining({ lat: 31, lon: 112 }), radiusM: 2_000 },
    ]);
    expect(
      areasOf('bbox:30,111;31,112 OR polygon:31,112;31.1,112;31.1,112.1').map(({ kind }) => kind),
    ).toEqual(['box', 'polygon']);
    expect(areasOf('near:"North Lot",1km')).toEqual([]);
    expect(areasOf('car>')).toEqual([]);
  });
});
