import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Detection } from './detection.ts';
import { emptyMovement, followMovement, lineCounts, type MovementPlan } from './movement.ts';
import type { PixelPoint } from './track.ts';
import { defaultTrackerSettings } from './tracker-settings.ts';
import { randomOf } from './traffic.fixture.ts';

const picture = { width: 640, height: 360 };
const car = { width: 80, height: 50 };
/** Side of a square with the area of a car, px. */
const size = Math.sqrt(car.width * car.height);
const lineX = 320;
/** Crossings to the right are outbound. */
const across: readonly PixelPoint[] = [
  { x: lineX, y: 0 },
  { x: lineX, y: 360 },
];

/** Place of a vehicle, its distance beyond the line in sizes, at a time in s; undefined while it is hidden. */
type Way = (seconds: number) => number | undefined;

interface Filming {
  readonly fps: number;
  readonly seconds: number;
  readonly seed: number;
  /** Standard deviation of the edges of a box, in its sides. */
  readonly noise: number;
}

const filming = fc.record({
  fps: fc.constantFrom(3, 4, 5, 7.5, 10, 15),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  noise: fc.double({ min: 0, max: 0.04, noNaN: true }),
});

const planOf = (lines: readonly (readonly PixelPoint[])[]): MovementPlan => ({
  picture,
  lines: lines.map((line, i) => ({ zoneId: `line${i}`, line, classes: ['car'] })),
  areas: [],
  tracker: defaultTrackerSettings,
  standIn: undefined,
});

/** Crossings of each line: to the left (inbound) and to the right (outbound). */
function countWays(
  ways: readonly Way[],
  { fps, seconds, seed, noise }: Filming,
  lines: readonly (readonly PixelPoint[])[] = [across],
): (readonly [left: number, right: number])[] {
  const plan = planOf(lines);
  const random = randomOf(seed);
  let state = emptyMovement;
  for (let frame = 0; frame / fps <= seconds; frame += 1) {
    const at = frame / fps + (0.2 * (random() - 0.5)) / fps;
    const boxes = ways.flatMap((way) => boxAt(way(at), random, noise));
    state = followMovement(state, boxes, Math.round(at * 1_000) + 1_000, plan);
  }
  return plan.lines.map((line) => {
    const { inbound, outbound } = lineCounts(state, line);
    return [inbound.car ?? 0, outbound.car ?? 0] as const;
  });
}

function boxAt(place: number | undefined, random: () => number, noise: number): Detection[] {
  if (place === undefined) return [];
  const shift = (side: number): number => side * noise * 1.7 * (2 * random() - 1);
  const x = lineX + place * size;
  const [x1, x2] = [x - car.width / 2 + shift(car.width), x + car.width / 2 + shift(car.width)];
  const [y1, y2] = [200 + shift(car.height), 200 + car.height + shift(car.height)];
  const seen = { x1: Math.max(0, x1), x2: Math.min(picture.width, x2), y1, y2 };
  if (seen.x2 - seen.x1 < 0.3 * car.width) return [];
  return [{ ...seen, score: 0.7, name: 'car', kind: 'vehicle' }];
}

const start = -5.5;
const speed = fc.double({ min: 0.5, max: 3.5, noNaN: true });
/** Speed of vehicles that stop or turn in no time. */
const slowSpeed = fc.double({ min: 0.5, max: 1.5, noNaN: true });
const crossingSeconds = (perSecond: number): number => 11 / perSecond;
const drive =
  (perSecond: number): Way =>
  (seconds) =>
    start + perSecond * seconds;

const inPicture = (place: number): number | undefined => (Math.abs(place) < 5.4 ? place : undefined);

/** The way of stop-and-go traffic, in sizes, and its duration, s: it moves at one size per second. */
function stopAndGo(moves: readonly { readonly stop: number; readonly go: number }[]): {
  readonly advance: (seconds: number) => number;
  readonly seconds: number;
} {
  const seconds = moves.reduce((sum, { stop, go }) => sum + stop + go, 0) + 2;
  const advance = (at: number): number => {
    let [time, way] = [0, 0];
    for (const { stop, go } of moves) {
      if (at <= time + stop) return way;
      way += Math.min(go, at - time - stop);
      time += stop + go;
      if (at <= time) return way;
    }
    return way;
  };
  return { advance, seconds };
}

describe('a vehicle', () => {
  test('a vehicle that passes is counted once at every speed and frame rate', () => {
    fc.assert(
      fc.property(filming, speed, (film, perSecond) => {
        const seconds = crossingSeconds(perSecond);
        expect(countWays([drive(perSecond)], { ...film, seconds })).toEqual([[0, 1]]);
      }),
    );
  });

  test('a vehicle that passes to the other side is counted in the other direction', () => {
    fc.assert(
      fc.property(filming, speed, (film, perSecond) => {
        const back: Way = (seconds) => -start - perSecond * seconds;
        expect(countWays([back], { ...film, seconds: crossingSeconds(perSecond) })).toEqual([[1, 0]]);
      }),
    );
  });

  test('a vehicle that is parked on the line or beside it is not counted, however its box wobbles', () => {
    const place = fc.double({ min: -0.6, max: 0.6, noNaN: true });
    fc.assert(
      fc.property(filming, place, (film, parked) => {
        expect(countWays([() => parked], { ...film, seconds: 40 })).toEqual([[0, 0]]);
      }),
    );
  });

  test('a vehicle that stops on the line and drives on is counted once', () => {
    const stops = fc.record({
      at: fc.double({ min: -0.3, max: 0.3, noNaN: true }),
      seconds: fc.integer({ min: 1, max: 30 }),
    });
    fc.assert(
      fc.property(filming, slowSpeed, stops, (film, perSecond, stop) => {
        const arrives = (stop.at - start) / perSecond;
        const way: Way = (seconds) =>
          seconds < arrives
            ? start + perSecond * seconds
            : stop.at + perSecond * Math.max(0, seconds - arrives - stop.seconds);
        const seconds = crossingSeconds(perSecond) + stop.seconds;
        expect(countWays([way], { ...film, seconds })).toEqual([[0, 1]]);
      }),
    );
  });

  test('a vehicle that turns back before the line is not counted, and after the line once in each direction', () => {
    const turn = fc.constantFrom(-1.5, -1, -0.6, 0.8, 1.2, 2);
    fc.assert(
      fc.property(filming, slowSpeed, turn, (film, perSecond, turnsAt) => {
        const turns = (turnsAt - start) / perSecond;
        const way: Way = (seconds) => turnsAt - perSecond * Math.abs(seconds - turns);
        const expected = turnsAt < 0 ? [0, 0] : [1, 1];
        expect(countWays([way], { ...film, seconds: 2 * turns })).toEqual([expected]);
      }),
    );
  });

  test('a vehicle that disappears behind a pole for up to a second is counted once', () => {
    const pole = fc.record({
      from: fc.double({ min: -1.5, max: 0.5, noNaN: true }),
      seconds: fc.double({ min: 0.1, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(filming, fc.double({ min: 0.5, max: 2, noNaN: true }), pole, (film, perSecond, hidden) => {
        const hides = (hidden.from - start) / perSecond;
        const way: Way = (seconds) =>
          seconds > hides && seconds < hides + hidden.seconds ? undefined : start + perSecond * seconds;
        expect(countWays([way], { ...film, seconds: crossingSeconds(perSecond) })).toEqual([[0, 1]]);
      }),
    );
  });

  test('a vehicle is counted once although single frames are skipped and frames come late and twice', () => {
    fc.assert(
      fc.property(filming, fc.double({ min: 0.5, max: 2, noNaN: true }), (film, perSecond) => {
        const seconds = crossingSeconds(perSecond);
        const plan = planOf([across]);
        const random = randomOf(film.seed);
        let [state, wasSkipped] = [emptyMovement, false];
        for (let frame = 0; frame / film.fps <= seconds; frame += 1) {
          wasSkipped = !wasSkipped && random() < 0.25;
          if (wasSkipped) continue;
          const at = frame / film.fps;
          const boxes = boxAt(drive(perSecond)(at), random, film.noise);
          state = followMovement(state, boxes, Math.round(at * 1_000), plan);
          const late = Math.round((at - random()) * 1_000);
          if (late < at * 1_000) state = followMovement(state, boxes, late, plan);
          state = followMovement(state, [], Math.round(at * 1_000), plan);
        }
        expect(lineCounts(state, plan.lines[0] as MovementPlan['lines'][number])).toEqual({
          inbound: { car: 0 },
          outbound: { car: 1 },
        });
      }),
    );
  });

  test('a vehicle is counted once by each of two lines', () => {
    const second = [
      { x: lineX + 1.2 * size, y: 0 },
      { x: lineX + 1.2 * size, y: 360 },
    ];
    fc.assert(
      fc.property(filming, speed, (film, perSecond) => {
        const seconds = crossingSeconds(perSecond);
        expect(countWays([drive(perSecond)], { ...film, seconds }, [across, second])).toEqual([
          [0, 1],
          [0, 1],
        ]);
      }),
    );
  });

  test('a vehicle is never counted more than once in a direction by a line that is drawn badly', () => {
    const anchorY = 250;
    const badLines: readonly (readonly PixelPoint[])[] = [
      // very short, on the way of the anchor
      [
        { x: lineX, y: anchorY - 3 },
        { x: lineX, y: anchorY + 3 },
      ],
      // along the road
      [
        { x: 40, y: anchorY },
        { x: 600, y: anchorY },
      ],
      // along the road in a zigzag
      [
        { x: 60, y: anchorY - 6 },
        { x: 220, y: anchorY + 6 },
        { x: 380, y: anchorY - 6 },
        { x: 540, y: anchorY + 6 },
      ],
      // at the edges of the picture
      [
        { x: 0, y: 0 },
        { x: 0, y: 360 },
      ],
      [
        { x: 632, y: 0 },
        { x: 632, y: 360 },
      ],
      [
        { x: 0, y: 358 },
        { x: 640, y: 358 },
      ],
    ];
    fc.assert(
      fc.property(filming, speed, (film, perSecond) => {
        const seconds = crossingSeconds(perSecond) + 1;
        for (const counts of countWays([drive(perSecond)], { ...film, seconds }, badLines))
          expect(Math.max(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('a jam', () => {
  test('counts every vehicle that crosses once, however often the traffic stops and goes', () => {
    const blocks = fc.array(
      fc.record({
        stop: fc.double({ min: 1, max: 12, noNaN: true }),
        go: fc.double({ min: 0.1, max: 1.5, noNaN: true }),
      }),
      { minLength: 8, maxLength: 14 },
    );
    fc.assert(
      fc.property(filming, blocks, (film, moves) => {
        const { advance, seconds } = stopAndGo(moves);
        const gap = 1.7;
        const ways = Array.from({ length: 8 }, (_, i): Way => {
          return (at) => inPicture(-3.5 - (i - 1) * gap + advance(at));
        });
        // A vehicle within a third of its size of the line at the end may or may not have been counted.
        const places = ways.map((_, i) => -3.5 - (i - 1) * gap + advance(seconds));
        const crossed = places.filter((place) => place > 0.35).length;
        const near = places.filter((place) => place > -0.35).length;
        const [[left, right] = [0, 0]] = countWays(ways, { ...film, seconds });
        expect(left).toBe(0);
        expect(right).toBeGreaterThanOrEqual(crossed);
        expect(right).toBeLessThanOrEqual(near);
      }),
      { numRuns: 40 },
    );
  });
});
