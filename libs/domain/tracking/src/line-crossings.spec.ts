import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  endPassage,
  followPassage,
  passesOf,
  startPassage,
  type CrossingDirection,
} from './line-crossings.ts';
import { startTrack, type PixelPoint, type Track } from './track.ts';

/** From left to right through the middle: inbound is downwards. */
const line: PixelPoint[] = [
  { x: 0, y: 200 },
  { x: 300, y: 200 },
  { x: 640, y: 200 },
];

/** A track of 100 × 100 px whose anchor is at this point. */
function trackAt(x: number, y: number, changes: Partial<Track> = {}): Track {
  const box = {
    x1: x - 50,
    x2: x + 50,
    y1: y - 100,
    y2: y,
    score: 0.9,
    name: 'car',
    kind: 'vehicle',
  } as const;
  return { ...startTrack(1, box, 0), ...changes };
}

function directionsOf(path: readonly (readonly [number, number])[], over = line): CrossingDirection[] {
  const [first = [0, 0], ...rest] = path.map(([x, y]) => [x, y] as const);
  let passage = startPassage(trackAt(...first));
  return rest.flatMap(([x, y]) => {
    const followed = followPassage(passage, trackAt(x, y), over);
    passage = followed.passage;
    return followed.crossed ? [followed.crossed] : [];
  });
}

const down = (...ys: number[]) => ys.map((y) => [320, y] as const);

describe('a line', () => {
  test.each([
    ['counts a vehicle that passes downwards as inbound', down(100, 160, 240, 300), ['inbound']],
    ['counts a vehicle that passes upwards as outbound', down(300, 240, 160, 100), ['outbound']],
    ['counts a vehicle that is seen once on each side', down(120, 290), ['inbound']],
    [
      'counts a vehicle that stops on it and drives on once',
      down(100, 190, 205, 198, 203, 199, 204, 260),
      ['inbound'],
    ],
    [
      'does not count a parked vehicle whose box wobbles over it',
      down(198, 203, 197, 206, 195, 204, 198),
      [],
    ],
    ['does not count a vehicle that touches it and drives back', down(100, 190, 210, 190, 100), []],
    [
      'counts a vehicle that turns back once in each direction',
      down(100, 260, 100, 260, 100),
      ['inbound', 'outbound'],
    ],
    ['counts a vehicle that appears on it and drives away', down(190, 215, 260), ['inbound']],
    ['does not count a vehicle that appears beyond it', down(215, 260, 300), []],
    [
      'does not count a vehicle that was hidden and appears again beyond it',
      down(100, 290, 280, 290, 330),
      ['inbound'],
    ],
  ] as const)('%s', (_, path, expected) => {
    expect(directionsOf(path)).toEqual(expected);
  });

  test('does not count a vehicle that passes beside its end', () => {
    const short = [
      { x: 100, y: 200 },
      { x: 200, y: 200 },
    ];
    expect(directionsOf(down(100, 160, 240, 300), short)).toEqual([]);
  });

  test('counts a vehicle that drives through a corner exactly once', () => {
    expect(
      directionsOf([
        [300, 100],
        [300, 200],
        [300, 300],
      ]),
    ).toEqual(['inbound']);
    expect(
      directionsOf([
        [300, 100],
        [300, 300],
      ]),
    ).toEqual(['inbound']);
  });

  test('a line has the opposite directions when its points are reversed', () => {
    expect(directionsOf(down(100, 300), [...line].reverse())).toEqual(['outbound']);
  });

  test('never counts a direction twice, and the passes of a path equal those of its parts', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 640 }), fc.integer({ min: 0, max: 400 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 20 }), (path) => {
        const directions = directionsOf(path);
        expect(new Set(directions).size).toBe(directions.length);
      }),
    );
  });

  test('passes of a closed path add up to zero if the line ends outside of the picture', () => {
    const long = [
      { x: -1_000, y: 170 },
      { x: 250, y: 230 },
      { x: 2_000, y: 190 },
    ];
    const point = fc.record({ x: fc.integer({ min: 0, max: 640 }), y: fc.integer({ min: 0, max: 400 }) });
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 20 }), (path) => {
        const closed = [...path, path[0] as PixelPoint];
        const sum = path.reduce(
          (total, from, i) => total + passesOf(from, closed[i + 1] as PixelPoint, long),
          0,
        );
        expect(Math.abs(sum)).toBe(0);
      }),
    );
  });
});

describe('a track that ends', () => {
  const picture = { width: 640, height: 230 };
  const leaving = { x: { ...trackAt(320, 210).x }, y: { ...trackAt(320, 210).y, velocity: 120 } };
  const passage = () => followPassage(startPassage(trackAt(320, 100)), trackAt(320, 120), line).passage;
  const near = () => followPassage(passage(), trackAt(320, 215), line).passage;

  test('counts if the vehicle left the picture just beyond the line', () => {
    expect(endPassage(near(), trackAt(320, 215, { y: leaving.y }), picture)).toBe('inbound');
  });

  test('does not count if the vehicle stood there, or was lost in the middle of the picture', () => {
    expect(endPassage(near(), trackAt(320, 215), picture)).toBeUndefined();
    expect(
      endPassage(near(), trackAt(320, 215, { y: leaving.y }), { width: 640, height: 600 }),
    ).toBeUndefined();
  });
});
