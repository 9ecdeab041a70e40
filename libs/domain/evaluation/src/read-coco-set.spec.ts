import { expect, test } from '@jest/globals';
import { readCocoSet } from './read-coco-set.ts';
import type { SetError } from './set-error.ts';

const image = { id: 1, file_name: 'a.jpg', width: 100, height: 50 };
const categories = [
  { id: 3, name: 'car' },
  { id: 9, name: 'van' },
];
const box = { image_id: 1, category_id: 3, bbox: [10, 10, 20, 20] };
const set = (fields: object): string =>
  JSON.stringify({ images: [image], categories, annotations: [box], ...fields }, null, 1);

test('a COCO file gives the objects of each picture, also of pictures without objects', () => {
  const empty = { ...image, id: 2, file_name: 'b.jpg' };
  const crowd = { ...box, iscrowd: 1 };
  expect(readCocoSet(set({ images: [image, empty], annotations: [box, crowd] }), 'set.json')).toEqual({
    pictures: [
      {
        image: 'a.jpg',
        size: { width: 100, height: 50 },
        objects: [
          { name: 'car', x1: 10, y1: 10, x2: 30, y2: 30, isCrowd: false },
          { name: 'car', x1: 10, y1: 10, x2: 30, y2: 30, isCrowd: true },
        ],
      },
      { image: 'b.jpg', size: { width: 100, height: 50 }, objects: [] },
    ],
    classes: ['car'],
    ignored: ['van'],
  });
});

test('the categories of a COCO file can be mapped to classes', () => {
  const annotations = [{ ...box, category_id: 9 }];
  const { pictures, classes, ignored } = readCocoSet(set({ annotations }), 'set.json', { van: 'truck' });
  expect(pictures[0]?.objects).toMatchObject([{ name: 'truck' }]);
  expect([classes, ignored]).toEqual([['car', 'truck'], []]);
});

test.each([
  ['no JSON', '{"images": [\n{]', /^set\.json:2: expected JSON; /],
  ['an empty text', '', /^set\.json:1: expected JSON; /],
  ['a list', '[]', /^set\.json:1: expected an object, found a list/],
  [
    'no annotations',
    '{"images": [],\n"categories": []}',
    /^set\.json:1: images: expected at least one picture/,
  ],
  [
    'a wrong category id',
    set({ annotations: [box, { ...box, category_id: 4 }] }),
    /^set\.json:\d+: annotations\[1\]\.category_id: expected one of the categories 3, 9 and found 4$/,
  ],
  [
    'a wrong picture id',
    set({ annotations: [{ ...box, image_id: 8 }] }),
    /annotations\[0\]\.image_id: expected the id of a picture in "images" and found 8/,
  ],
  [
    'a box outside of its picture',
    set({ annotations: [{ ...box, bbox: [90, 10, 20, 20] }] }),
    /annotations\[0\]\.bbox: expected a box within the 100 × 50 px of a\.jpg and found 90, 10 to 110, 30/,
  ],
  [
    'a box without area',
    set({ annotations: [{ ...box, bbox: [10, 10, 0, 20] }] }),
    /bbox: expected a width and height above 0 and found 0 × 20/,
  ],
  ['a box of two numbers', set({ annotations: [{ ...box, bbox: [10, 10] }] }), /annotations\[0\]\.bbox/],
  ['no objects', set({ annotations: [] }), /annotations: expected at least one object and found none/],
  [
    'two pictures with one id',
    set({ images: [image, image] }),
    /images\[1\]\.id: expected a unique id and found 1 again/,
  ],
  [
    'no counted category',
    set({ categories: [{ id: 3, name: 'Auto' }] }),
    /categories: expected a category that is counted \(.*car.*\) and found Auto; map them with --categories/,
  ],
])('a COCO file with %s is rejected with file and line', (_what, text, message) => {
  expect(() => readCocoSet(text, 'set.json')).toThrow(message);
});

test('a mapping of a category that a COCO file does not have is rejected', () => {
  expect(() => readCocoSet(set({}), 'set.json', { Van: 'truck' })).toThrow(
    /^set\.json:\d+: categories: --categories names "Van", which the set does not have: expected one of car, van$/,
  );
});

test('the line of a problem in a COCO file is that of the value', () => {
  const text = set({ annotations: [box, { ...box, category_id: 4 }] });
  const line = text.split('\n').findIndex((row) => row.includes('"category_id": 4')) + 1;
  try {
    readCocoSet(text, 'set.json');
  } catch (error) {
    expect((error as SetError).problems).toEqual([expect.objectContaining({ line })]);
  }
  expect.assertions(1);
});
