import { expect, test } from '@jest/globals';
import { readBaysSet } from './read-bays-set.ts';

const polygon = [
  [0.1, 0.1],
  [0.2, 0.1],
  [0.2, 0.2],
];
const line = (fields: object): string =>
  JSON.stringify({ image: 'a.jpg', bays: [{ id: '1', polygon, occupied: true }], ...fields });

test('a set of labelled bays has one picture per line, and empty lines are ignored', () => {
  const text = `\uFEFF${line({ width: 1280, height: 720 })}\r\n\r\n${line({ image: 'b.jpg' })}\n`;
  expect(readBaysSet(text, 'set.jsonl')).toEqual([
    {
      image: 'a.jpg',
      line: 1,
      size: { width: 1280, height: 720 },
      spaces: [{ id: '1', polygon, occupied: true }],
    },
    { image: 'b.jpg', line: 3, size: undefined, spaces: [{ id: '1', polygon, occupied: true }] },
  ]);
});

const outside = [
  [0.1, 0.1],
  [1.2, 0.1],
  [0.2, 0.2],
];

test.each([
  ['an empty file', '\n', 'set.jsonl: expected one JSON object per line and found an empty file'],
  ['text that is no JSON', `${line({})}\n{"image":`, 'set.jsonl:2: expected one JSON object per line; '],
  ['a list', '[1]', 'set.jsonl:1: expected an object, found a list'],
  ['no bays', line({ bays: [] }), 'set.jsonl:1: bays: expected at least one space'],
  ['no picture', line({ image: 7 }), 'set.jsonl:1: image: expected the path of a picture'],
  [
    'a polygon outside of the picture',
    `\n${line({ bays: [{ id: '1', polygon: outside, occupied: false }] })}`,
    'set.jsonl:2: bays[0].polygon[1][0]: expected 0 to 1, found 1.2',
  ],
  [
    'a state that is no state',
    line({ bays: [{ id: '1', polygon, occupied: 'yes' }] }),
    'set.jsonl:1: bays[0].occupied: expected true or false',
  ],
  [
    'two spaces with one id',
    line({ bays: [1, 2].map(() => ({ id: 'x', polygon, occupied: true })) }),
    'set.jsonl:1: bays: expected unique ids and found "x" twice',
  ],
  [
    'a picture twice',
    `${line({})}\n${line({})}`,
    'set.jsonl:2: a.jpg is already in line 1; it would count twice',
  ],
])('a set of bays with %s is rejected with file and line', (_what, text, message) => {
  expect(() => readBaysSet(text, 'set.jsonl')).toThrow(message);
});

test('a set of bays with many problems lists the first 20 and counts the others', () => {
  const text = Array.from({ length: 23 }, () => '{').join('\n');
  expect(() => readBaysSet(text, 'set.jsonl')).toThrow(/set\.jsonl:20: [^\n]*\nand 3 more$/);
});
