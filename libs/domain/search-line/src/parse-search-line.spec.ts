import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseSearchLine } from './parse-search-line.ts';
import { printSearchLine } from './print-search-line.ts';
import type { SearchNode } from './syntax-tree.ts';

/** The tree in short: leaves as they print, groups as lists. */
function short(node: SearchNode): unknown {
  if (node.kind === 'and' || node.kind === 'or') return [node.kind, ...node.of.map(short)];
  if (node.kind === 'not') return ['not', short(node.of)];
  return node.kind === 'everything' ? 'everything' : printSearchLine(node);
}

function read(line: string): unknown {
  const parsed = parseSearchLine(line, { use: 'episodes' });
  return parsed.ok
    ? short(parsed.tree)
    : parsed.problems.map(({ from, to, message }) => ({ from, to, message }));
}

type Row = readonly [line: string, tree: unknown];
const goodLines: readonly Row[] = [
  ['', 'everything'],
  ['   ', 'everything'],
  ['car>=20', 'car>=20'],
  ['car > 20', 'car>20'],
  ['Car>=20', 'car>=20'],
  ['占用率＞８５％，近7天、最满；北门。', ['and', 'occupancy>85%', 'last:1w', 'fullest', '北门']],
  ['占用率≧85% 汽车≦3', ['and', 'occupancy>=85%', 'car<=3']],
  ['（汽车＞＝２０ 或 卡车>5），－类型：未测量', ['and', ['or', 'car>=20', 'truck>5'], ['not', 'kind:gap']]],
  ['场所：「北门」，『南门 2』　17：00—19：00', ['and', 'site:北门,"南门 2"', 'at:17:00-19:00']],
  ['附近：北门，500米', 'near:"北门",500m'],
  ['附近 31.03，112.20，2公里', 'near:31.03,112.2,2km'],
  ['twowheeler<3', 'twoWheeler<3'],
  ['car≥20 bus≤1', ['and', 'car>=20', 'bus<=1']],
  ['count=0', 'count=0'],
  ['occupancy>85%', 'occupancy>85%'],
  ['occupancy>0.85', 'occupancy>85%'],
  ['occupancy>=112.5%', 'occupancy>=112.5%'],
  ['free<5', 'free<5'],
  ['class:car count>20', ['and', 'class:car', 'count>20']],
  ['class:car,truck', 'class:car,truck'],
  ['North Lot', ['and', 'North', 'Lot']],
  ['"North Lot"', '"North Lot"'],
  ['北门', '北门'],
  ['🚗', '"🚗"'],
  ['A-3', 'A-3'],
  ['or', 'or'],
  ['"OR"', '"OR"'],
  ['"say \\"hi\\""', '"say \\"hi\\""'],
  ['car>5 OR bus>2 free<5', ['or', 'car>5', ['and', 'bus>2', 'free<5']]],
  ['(car>5 OR bus>2) free<5', ['and', ['or', 'car>5', 'bus>2'], 'free<5']],
  ['car>5 AND free<5', ['and', 'car>5', 'free<5']],
  ['-kind:gap', ['not', 'kind:gap']],
  ['-(a b)', ['not', ['and', 'a', 'b']]],
  ['-(-a)', ['not', ['not', 'a']]],
  ['(a b) c', ['and', ['and', 'a', 'b'], 'c']],
  ['(a OR b) OR c', ['or', ['or', 'a', 'b'], 'c']],
  ['((a))', 'a'],
  ['site:"North Lot"', 'site:"North Lot"'],
  ['site:北门,"North Lot"', 'site:北门,"North Lot"'],
  ['Site:a, b', 'site:a,b'],
  ['camera:"Gate 3" zone:view group:west', ['and', 'camera:"Gate 3"', 'zone:view', 'group:west']],
  ['model:nanodet-g-416', 'model:nanodet-g-416'],
  ['kind:gap reason:offline,dark', ['and', 'kind:gap', 'reason:offline,dark']],
  ['origin:simulated', 'origin:simulated'],
  ['near:31.03,112.20,2km', 'near:31.03,112.2,2km'],
  ['near:-31.03,-112.20,500m', 'near:-31.03,-112.2,500m'],
  ['near:"North Lot",1.5km', 'near:"North Lot",1500m'],
  ['near:"5"', 'near:"5",1km'],
  ['near:北门,2km', 'near:"北门",2km'],
  ['near "North Lot" 2km', 'near:"North Lot",2km'],
  ['near 31.03,112.20 2km', 'near:31.03,112.2,2km'],
  ['near 31.03,112.20,2km', 'near:31.03,112.2,2km'],
  ['北门附近', 'near:"北门",1km'],
  ['-near North Lot', ['not', 'near:"North Lot",1km']],
  ['"near"', '"near"'],
  ['near', '"near"'],
  ['bbox:31.00,112.10;31.1,112.3', 'bbox:31,112.1;31.1,112.3'],
  ['bbox:-20,179;-10,-179', 'bbox:-20,179;-10,-179'],
  ['bbox：31，112；31.1，112.3', 'bbox:31,112;31.1,112.3'],
  // The order of GeoJSON (west,south,east,north) was the only one in earlier versions.
  ['bbox:179,-20,-179,-10', 'bbox:-20,179;-10,-179'],
  ['polygon:31.03,112.20;31.05,112.20;31.04,112.23', 'polygon:31.03,112.2;31.05,112.2;31.04,112.23'],
  ['polygon:-17,179;-18, -179;-16,-179.5', 'polygon:-17,179;-18,-179;-16,-179.5'],
  ['polygon：1，2；3，4；5，2', 'polygon:1,2;3,4;5,2'],
  // GeoJSON repeats the first corner.
  ['polygon:0,0;0,2;2,2;0,0', 'polygon:0,0;0,2;2,2'],
  ['last:2h', 'last:2h'],
  ['last:120m', 'last:2h'],
  ['last:1h30m', 'last:90m'],
  ['last:14d', 'last:2w'],
  ['from:2026-01-31T08:00+08:00', 'from:2026-01-31T00:00:00.000Z'],
  ['to:2026-01-31t08:00:30.5-0330', 'to:2026-01-31T11:30:30.500Z'],
  ['from:1969-12-31T23:59:00Z', 'from:1969-12-31T23:59:00.000Z'],
  ['on:fri,sat', 'on:fri,sat'],
  ['on:sat,fri,sat', 'on:fri,sat'],
  ['on:sat-mon', 'on:mon,sat,sun'],
  ['on:周五', 'on:fri'],
  ['at:17:00-19:00', 'at:17:00-19:00'],
  ['at:22-2', 'at:22:00-02:00'],
  ['at:0:00-24:00', [{ from: 3, to: 13, message: expect.stringMatching(/whole day/) }]],
  ['at:20:00-24:00', 'at:20:00-24:00'],
  ['for:10m car>5', ['and', 'for:10m', 'car>5']],
  ['ｃａｒ＞＝２０', 'car>=20'],
  ['（site：北门，南门）　－kind：gap', ['and', 'site:北门,南门', ['not', 'kind:gap']]],
  ['“North Lot”', '"North Lot"'],
  ['from:2026-01-31 to:2026-02-01', ['and', 'from:2026-01-31', 'to:2026-02-01']],
  ['from:2026-01-31T08:00', 'from:2026-01-31T08:00'],
  ['from:2026-01-31T08:00 to:2026-01-31', ['and', 'from:2026-01-31T08:00', 'to:2026-01-31']],
  ['from:2026-01-31 to:2026-01-31T00:00', [{ from: 16, to: 35, message: '"to:" is not after "from:".' }]],
  ['yesterday', 'yesterday'],
  ['Today', 'today'],
  ['Friday', 'friday'],
  ['"Friday"', '"Friday"'],
  ['fri', 'fri'],
  ['2026-01-31', '2026-01-31'],
  ['2026-02-30', '2026-02-30'],
  ['17:00-19:00', 'at:17:00-19:00'],
  ['22:30-2:00', 'at:22:30-02:00'],
  ['5-7pm', 'at:17:00-19:00'],
  ['11am-1pm', 'at:11:00-13:00'],
  ['at:11-1pm', 'at:11:00-13:00'],
  ['12am-6am', 'at:00:00-06:00'],
  ['10pm-2', 'at:22:00-02:00'],
  ['17-19', '17-19'],
  ['fullest yesterday', ['and', 'fullest', 'yesterday']],
  ['sort:occupancy', 'fullest'],
  ['longest', 'longest'],
  ['nearest near:"North Lot"', ['and', 'nearest', 'near:"North Lot",1km']],
  ['nearest', [{ from: 0, to: 7, message: expect.stringMatching(/distance needs a position/) }]],
  [
    '占用率>85% 近7天 昨天',
    [{ from: 12, to: 14, message: expect.stringMatching(/either a day or "last:"/) }],
  ],
  ['占用率>85% 近7天', ['and', 'occupancy>85%', 'last:1w']],
  [
    'fullest near North Lot yesterday 5-7pm',
    ['and', 'fullest', 'near:"North Lot",1km', 'yesterday', 'at:17:00-19:00'],
  ],
  ['Near North Lot 500m car>3', ['and', 'near:"North Lot",500m', 'car>3']],
  ['near North Lot 17:00-19:00', ['and', 'near:"North Lot",1km', 'at:17:00-19:00']],
  ['near North Lot near 北门', ['and', 'near:"North Lot",1km', 'near:"北门",1km']],
  ['near North Lot OR car>3', ['or', 'near:"North Lot",1km', 'car>3']],
  ['最满 北停车场附近 500m 昨天', ['and', 'fullest', 'near:"北停车场",500m', 'yesterday']],
  ['附近 北停车场 昨天', ['and', 'near:"北停车场",1km', 'yesterday']],
  ['最满 附近：北门 昨天 下午5点到7点', ['and', 'fullest', 'near:"北门",1km', 'yesterday', 'at:17:00-19:00']],
  ['昨天17:00-19:00', ['and', 'yesterday', 'at:17:00-19:00']],
  ['周五晚上8点-10点', ['and', 'friday', 'at:20:00-22:00']],
  ['晚上8点到12点', 'at:20:00-24:00'],
  ['晚上10点到2点', 'at:22:00-02:00'],
  ['晚上12点到2点', 'at:00:00-02:00'],
  ['中午11点半到1点', 'at:11:30-13:00'],
  ['上午11点到1点', 'at:11:00-13:00'],
  ['凌晨0点到5点', 'at:00:00-05:00'],
  ['场所：北门 昨天下午5点到7点', ['and', 'site:北门', 'yesterday', 'at:17:00-19:00']],
  ['2026年1月31日', '2026-01-31'],
  ['星期：周一至周五', 'on:mon,tue,wed,thu,fri'],
  ['类型：未测量 原因：离线，画面过暗', ['and', 'kind:gap', 'reason:offline,dark']],
  ['汽车>=20 或 公交车>2', ['or', 'car>=20', 'bus>2']],
  ['类别：汽车 数量>3', ['and', 'class:car', 'count>3']],
  ['停驶>=3 持续：2分钟', ['and', 'stopped>=3', 'for:2m']],
  ['排序：占用率', 'fullest'],
  ['last:2h (car>5 last:1h)', [{ from: 15, to: 22, message: 'Expected "last:" once.' }]],
];

describe('parseSearchLine', () => {
  it.each(goodLines)('the search line %j is parsed as its tree', (line, tree) => {
    expect(read(line)).toEqual(tree);
  });

  it('parsed leaves have their positions in the line', () => {
    const parsed = parseSearchLine('  site:"North Lot"  -car>=20');
    expect(parsed).toMatchObject({
      ok: true,
      tree: {
        from: 2,
        to: 28,
        of: [
          { from: 2, to: 18 },
          { kind: 'not', from: 20, to: 28, of: { from: 21, to: 28 } },
        ],
      },
    });
  });
});

type Wrong = readonly [line: string, from: number, to: number, message: RegExp, suggestion?: string];
const wrongLines: readonly Wrong[] = [
  ['colour:red', 0, 6, /no field "colour:".*quotation marks/],
  ['siet:a', 0, 4, /Did you mean site:/, 'site'],
  ['camra:a', 0, 5, /Did you mean camera:/, 'camera'],
  ['a carr>5', 2, 6, /Did you mean car\?/, 'car'],
  ['car>=x', 5, 6, /whole number.*found "x"/],
  ['car>=', 0, 5, /whole number/],
  ['car>-5', 4, 6, /whole number/],
  ['car>2.5', 4, 7, /whole number/],
  ['>5', 0, 2, /found nothing/],
  ['site>5', 0, 6, /write it with a colon, like site:/],
  ['car:20', 0, 6, /compare it, like car>=20/],
  ['class:lorry', 6, 11, /a class \(person, .*found "lorry"/],
  ['class:cars', 6, 10, /did you mean car\?/, 'car'],
  ['kind:gaps', 5, 9, /did you mean gap/, 'gap'],
  ['reason:ofline', 7, 13, /did you mean offline/, 'offline'],
  ['origin:fake', 7, 11, /an? origin|camera, simulated/],
  ['site:', 0, 5, /directly after "site:"/],
  ['site: x', 0, 5, /directly after "site:"/],
  ['site:a,', 0, 7, /every comma/],
  ['(car>5', 0, 1, /closing "\)"/],
  ['car>5)', 5, 6, /opening "\("/],
  ['()', 1, 2, /a condition here/],
  ['car>5 OR', 6, 8, /a condition here/],
  ['OR car>5', 0, 2, /a condition here/],
  ['AND car>5', 0, 3, /before and after AND/],
  ['NOT car>5', 0, 3, /Write "-"/],
  ['- car>5', 0, 1, /directly after "-"/],
  ['--a', 0, 1, /directly after "-"/],
  ['"North Lot', 0, 10, /closing quotation mark/],
  ['site:"North', 5, 11, /closing quotation mark/],
  ['""', 0, 2, /name between/],
  ['occupancy>85', 10, 12, /percentage, like occupancy>85%/],
  ['near:31.03,112.20', 5, 17, /a distance after the position/],
  ['near:112.20,31.03,2km', 5, 21, /latitude first.*near:31.03,112.20,2km\?/],
  ['near 31.03,112.20', 5, 17, /a distance after the position/],
  ['near:99,200,2km', 5, 15, /latitude of -90 to 90/],
  ['near:31,200,2km', 5, 15, /longitude of -180 to 180/],
  ['near:31.03,112.20,2', 5, 19, /distance of at least 1m/],
  ['near:31.03,112.20,0km', 5, 21, /distance of at least 1m/],
  ['near:31.03,112.20,99999km', 5, 25, /at most 20100km/],
  ['bbox:1,2,3', 5, 10, /two corners, like bbox:31.0,112.1;31.1,112.3/],
  ['bbox:1,2;3,4;5,6', 5, 16, /two corners/],
  ['bbox:1,x;3,4', 5, 8, /a corner as latitude,longitude/],
  ['bbox:112,31;113,32', 5, 11, /latitude first.*did you mean 31,112/],
  ['bbox:31.1,112;31,113', 5, 20, /south-west corner first.*did you mean bbox:31,112;31.1,113\?/],
  ['bbox:1,20,3,4', 5, 13, /south below north/],
  ['bbox:31.0,112.1,31.1,112.3', 5, 26, /did you mean bbox:31,112.1;31.1,112.3\?/],
  ['polygon:1,2;3,4', 8, 15, /3 to 40 corners.*found 2/],
  [`polygon:${Array.from({ length: 41 }, (_, i) => `0,${i}`).join(';')}`, 8, 202, /found 41/],
  ['polygon:1,2;3;5,2', 12, 13, /a corner as latitude,longitude.*found "3"/],
  ['polygon:1,2;x,4;5,2', 12, 15, /a corner as latitude,longitude/],
  ['polygon:1,2;3,4;5,2;', 20, 20, /a corner as latitude,longitude/],
  ['polygon:112,31;112,32;113,31', 8, 14, /did you mean 31,112/],
  ['polygon:1,2;3,200;5,2', 12, 17, /longitude of -180 to 180/],
  ['polygon:0,0;0,2;2,0;2,2', 20, 23, /2–3 and 4–1 do|1–2 and 3–4 do/],
  ['polygon:0,0;0,1;0,2', 16, 19, /do not cross/],
  ['polygon:0,0;0,2;0,2;2,2', 12, 15, /do not cross/],
  ['polygon:80,0;80,120;80,-120', 8, 27, /around a pole/],
  ['last:2', 5, 6, /length of time/],
  ['last:0h', 5, 7, /length of time/],
  ['last:99999d', 5, 11, /at most 3660d/],
  ['from:2026-01-32', 5, 15, /a date or a time, like from:2026-01-32/],
  ['from:2026-02-30T08:00', 5, 21, /a time that exists.*%2B/],
  ['from:2026-02-30T08:00Z', 5, 22, /a time that exists/],
  ['from:2026-01-31T25:00Z', 5, 22, /a time that exists/],
  ['from:yesterday', 5, 14, /a date or a time, like from:2026-01-31, from:2026-01-31T08:00 or/],
  ['to:2026-01-01 from:2026-01-02', 0, 13, /not after/],
  ['yesterday last:2h', 0, 9, /either a day or "last:"/],
  ['昨天 from:2026-01-31', 0, 2, /either a day or "from:"/],
  ['today friday', 6, 12, /Expected a day once/],
  ['car>5 OR yesterday', 9, 18, /A day applies to the whole line/],
  ['-fullest', 1, 8, /"sort:" applies to the whole line/],
  ['fullest', 0, 7, /An order belongs to episodes/],
  ['sort:colour', 5, 11, /an order of episodes \(time, length, count, occupancy, distance\)/],
  ['sort:lenght', 5, 11, /an order/, 'length'],
  ['to:2026-01-01T00:00Z from:2026-01-02T00:00Z', 0, 20, /not after/],
  ['last:2h from:2026-01-01T00:00Z', 0, 7, /either "last:" or "from:"/],
  ['last:2h last:3h', 8, 15, /once/],
  ['car>5 OR last:2h', 9, 16, /outside of OR/],
  ['-last:2h', 1, 8, /without "-"/],
  ['a (b OR c from:2026-01-01T00:00Z)', 10, 32, /outside of OR/],
  ['for:10m', 0, 7, /belongs to episodes/],
  ['on:funday', 3, 9, /a weekday/],
  ['at:25:00-26:00', 3, 14, /two local times/],
  ['at:17:00', 3, 8, /two local times/],
  ['at:17:00-17:00', 3, 14, /two different times/],
  ['class:car class:bus count>20', 20, 28, /Write car>20 bus>20/, 'car>20 bus>20'],
  ['class:car,bus (site:a OR count>20)', 25, 33, /Several classes/, 'car>20 bus>20'],
  [`${'('.repeat(40)}a${')'.repeat(40)}`, 30, 31, /at most 30/],
  ['x'.repeat(1001), 1000, 1001, /at most 1000 characters/],
  ['foo:bar car>=x', 0, 3, /no field/, 'for'],
];

describe('printSearchLine in Chinese', () => {
  it.each([
    ['occupancy>85% last:7d', '占用率>85% 近1周'],
    ['fullest yesterday 17:00-19:00 near:北门,500m', '最满 昨天 17:00-19:00 附近:"北门",500m'],
    ['car>=20 OR -kind:gap reason:offline', '汽车>=20 或 -类型:未测量 原因:离线'],
    ['class:car,bus on:sat,sun for:10m', '类别:汽车,公交车 星期:周六,周日 持续:10分钟'],
    ['site:"North Lot" friday sort:length', '场所:"North Lot" 周五 最久'],
  ])('the line %j is printed with Chinese words', (line, printed) => {
    const parsed = parseSearchLine(line, { use: 'episodes' });
    expect(parsed.ok && printSearchLine(parsed.tree, 'zh')).toBe(printed);
  });
});

describe('search lines of Chinese keyboards', () => {
  /** ASCII signs, letters and digits as a Chinese keyboard types them. */
  const fullWidth = (line: string) =>
    line.replaceAll(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));

  /** A text in quotation marks stays as it was typed. */
  const unquoted = goodLines.map(([line]) => line).filter((line) => !/[“”"「『]/.test(line));

  it.each(unquoted)('the line %j means the same in full-width characters', (line) => {
    expect(read(fullWidth(line))).toEqual(read(line));
  });
});

describe('notes of parseSearchLine', () => {
  const notes = (line: string) => {
    const parsed = parseSearchLine(line);
    return parsed.ok ? parsed.notes : undefined;
  };

  it('a note says how a bbox of four numbers was interpreted', () => {
    expect(notes('car>5 bbox:112.1,31,112.3,31.1')).toEqual([
      {
        from: 6,
        to: 30,
        code: 'westFirstBox',
        params: { found: 'bbox:112.1,31,112.3,31.1', box: 'bbox:31,112.1;31.1,112.3' },
        message:
          'bbox:112.1,31,112.3,31.1 was read as west,south,east,north. Latitude first is bbox:31,112.1;31.1,112.3.',
        suggestion: 'bbox:31,112.1;31.1,112.3',
      },
    ]);
  });

  it('unambiguous lines have no notes', () => {
    expect(notes('bbox:31,112.1;31.1,112.3')).toEqual([]);
    expect(notes('near:31.03,112.20,2km')).toEqual([]);
  });
});

describe('problems of parseSearchLine', () => {
  it.each(wrongLines.map((row) => ({ line: row[0], row })))(
    'the line $line is rejected with the position and what was expected',
    ({ row }) => {
      const [line, from, to, message, suggestion] = row;
      const parsed = parseSearchLine(line);
      expect(parsed.ok).toBe(false);
      const [first] = parsed.ok ? [] : parsed.problems;
      expect(first).toMatchObject({ from, to, message: expect.stringMatching(message) });
      expect(first?.suggestion).toBe(suggestion);
    },
  );

  it('reports a lone OR once, although conditions are missing on both sides', () => {
    expect(read('OR')).toEqual([{ from: 0, to: 2, message: expect.stringMatching(/^Expected a condition/) }]);
    expect(read('OR OR')).toHaveLength(2);
  });

  it('reports every problem of a line', () => {
    const parsed = parseSearchLine('foo:bar car>=x near:1,2');
    expect(!parsed.ok && parsed.problems.map((problem) => problem.from)).toEqual([0, 13, 20]);
  });
});

const pieces = fc.constantFrom(
  ...[
    'car>=20',
    'class:car',
    'count>2',
    'site:',
    '"',
    '(',
    ')',
    '-',
    'OR',
    'AND',
    ' ',
    ',',
    ':',
    '>',
    '=',
    '北门',
    '🚗',
  ],
  ...[
    'last:2h',
    'near:1,2,3km',
    'from:2026-01-01T00:00Z',
    'for:1m',
    'at:1-2',
    'on:fri',
    '\\',
    '：',
    '“',
    '\u0000',
    '%',
  ],
  ...[
    'yesterday',
    '昨天',
    'friday',
    '2026-01-31',
    '17:00-19:00',
    '下午5点到7点',
    'fullest',
    '最久',
    'nearest',
  ],
  ...['near', ' 附近', 'North Lot', '500m', '1,2'],
  ...['近7天', '占用率>85%', '场所：北门', '或', '原因：离线', 'from:2026-01-31', 'to:2026-02-01T08:00'],
);
const anyLine = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join('')),
  fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join(' ')),
);

const withoutPlaces = (tree: SearchNode): unknown =>
  JSON.parse(
    JSON.stringify(tree, (key, value: unknown) =>
      (key === 'from' || key === 'to') && typeof value === 'number' ? undefined : value,
    ),
  );

describe('arbitrary search lines', () => {
  it('parsing an arbitrary line never throws, and every problem is within the line', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const parsed = parseSearchLine(line);
        for (const { from, to, message } of parsed.ok ? [] : parsed.problems) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThanOrEqual(from);
          expect(to).toBeLessThanOrEqual(line.length);
          expect(message).toMatch(/^[A-Z"].*[^.?][.?]$/s);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each(goodLines.map(([line]) => line))(
    '%j has the same tree after it is printed and parsed again',
    (line) => {
      const parsed = parseSearchLine(line, { use: 'episodes' });
      if (!parsed.ok) return;
      const again = parseSearchLine(printSearchLine(parsed.tree), { use: 'episodes' });
      expect(again.ok && withoutPlaces(again.tree)).toEqual(withoutPlaces(parsed.tree));
    },
  );

  it.each(['en', 'zh'] as const)(
    'an arbitrary tree is the same after it is printed in %s and parsed again',
    (language) => {
      fc.assert(
        fc.property(anyLine, (line) => {
          const parsed = parseSearchLine(line, { use: 'episodes' });
          fc.pre(parsed.ok);
          if (!parsed.ok) return;
          const again = parseSearchLine(printSearchLine(parsed.tree, language), { use: 'episodes' });
          expect(again.ok && withoutPlaces(again.tree)).toEqual(withoutPlaces(parsed.tree));
        }),
        { numRuns: 800 },
      );
    },
  );

  it('a line in English and the same line in Chinese are one canonical line', () => {
    const canonical = (line: string): string => {
      const parsed = parseSearchLine(line, { use: 'episodes' });
      return parsed.ok ? printSearchLine(parsed.tree) : `invalid: ${line}`;
    };
    fc.assert(
      fc.property(anyLine, (line) => {
        const parsed = parseSearchLine(line, { use: 'episodes' });
        fc.pre(parsed.ok);
        if (!parsed.ok) return;
        const english = printSearchLine(parsed.tree, 'en');
        expect(canonical(printSearchLine(parsed.tree, 'zh'))).toBe(english);
        expect(canonical(english)).toBe(english);
      }),
      { numRuns: 800 },
    );
  });
});
