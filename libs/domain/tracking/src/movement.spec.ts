import { describe, expect, test } from '@jest/globals';
import type { ClassCounts } from '@vialog/contracts';
import type { Detection } from './detection.ts';
import { emptyMovement, followMovement, lineCounts, stoppedCounts, type MovementPlan } from './movement.ts';
import { randomOf, simulateTraffic, type TrafficScene } from './traffic.fixture.ts';
import { trafficScenes } from './scenes.fixture.ts';
import { defaultTrackerSettings } from './tracker-settings.ts';

const classes = ['car', 'bus', 'truck'] as const;
const sum = (counts: ClassCounts): number =>
  Object.values(counts).reduce((total: number, n = 0) => total + n, 0);

function planOf(scene: Pick<TrafficScene, 'picture'> & Partial<TrafficScene>): MovementPlan {
  const { picture, line = [] } = scene;
  const area = { zoneId: 'area', classes, afterMs: 30_000, except: [] };
  const { width, height } = picture;
  return {
    picture,
    lines: [{ zoneId: 'line', line, classes }],
    areas: [
      {
        ...area,
        polygon: [
          [0, 0],
          [width, 0],
          [width, height],
          [0, height],
        ],
      },
    ],
    tracker: defaultTrackerSettings,
    standIn: undefined,
  };
}

interface Run {
  readonly seed: number;
  readonly fps: number;
  readonly seconds?: number;
}

/** Counts simulated traffic of some minutes; `counted` and `truth` are the numbers by direction. */
function countTraffic(scene: TrafficScene, run: Run) {
  const plan = planOf(scene);
  const truth = { inbound: 0, outbound: 0 };
  let state = emptyMovement;
  for (const { at, detections } of simulateTraffic(scene, { seconds: 240, ...run }, truth))
    state = followMovement(state, detections, at, plan);
  const counts = lineCounts(state, plan.lines[0] as MovementPlan['lines'][number]);
  const counted = { inbound: sum(counts.inbound), outbound: sum(counts.outbound) };
  return { truth, counted };
}

const differenceOf = ({ truth, counted }: ReturnType<typeof countTraffic>): number =>
  Math.abs(truth.inbound - counted.inbound) + Math.abs(truth.outbound - counted.outbound);

const { road, approach, gate, jam, pole } = trafficScenes;

/** Scenes with seeds on which no parameter was chosen. */
const freshTraffic = [
  ...[7001, 7002, 7003].map((seed) => [road, seed] as const),
  ...[7004, 7005].map((seed) => [jam, seed] as const),
  ...[7006, 7007].flatMap((seed) => [[approach, seed] as const, [gate, seed] as const]),
];

describe('crossings of simulated traffic', () => {
  test.each([3, 5, 10])(
    'crossings of simulated traffic are within 1 %% of the truth at %i frames/s, over more than 1,000 crossings',
    (fps) => {
      const runs = freshTraffic.map(([scene, seed]) => countTraffic(scene, { seed, fps }));
      const total = runs.reduce((all, { truth }) => all + truth.inbound + truth.outbound, 0);
      const wrong = runs.reduce((all, run) => all + differenceOf(run), 0);
      expect(total).toBeGreaterThan(1_000);
      expect(wrong / total).toBeLessThan(0.01);
    },
  );

  test.each([3, 5, 10])(
    'crossings of simulated traffic are never counted twice in a jam at %i frames/s',
    (fps) => {
      // False detections are noise and not vehicles that count twice.
      const onlyVehicles = { ...jam, falseBoxes: 0 };
      for (const seed of [7011, 7012]) {
        const { truth, counted } = countTraffic(onlyVehicles, { seed, fps, seconds: 180 });
        expect(truth.inbound + truth.outbound).toBeGreaterThan(50);
        expect(counted.inbound).toBeLessThanOrEqual(truth.inbound);
        expect(counted.outbound).toBeLessThanOrEqual(truth.outbound);
      }
    },
  );

  test.each([3, 5, 10])('behind a pole are not doubled, and few are lost, at %i frames/s', (fps) => {
    const { truth, counted } = countTraffic(pole, { seed: 7021, fps });
    expect(counted.inbound).toBeLessThanOrEqual(truth.inbound * 1.01 + 1);
    expect(counted.inbound + counted.outbound).toBeGreaterThan((truth.inbound + truth.outbound) * 0.95);
  });

  test('crossings of simulated traffic are the same for the same frames', () => {
    const run = () => countTraffic(road, { seed: 7031, fps: 5, seconds: 90 }).counted;
    expect(run()).toEqual(run());
  });
});

describe('stopped vehicles', () => {
  const plan = planOf({ picture: { width: 640, height: 360 } });
  const area = plan.areas[0] as MovementPlan['areas'][number];
  const random = randomOf(7006);
  const carAt = (x: number, noise = 0): Detection => {
    const shift = () => noise * (random() - 0.5);
    const box = { x1: x + shift(), x2: x + 80 + shift(), y1: 100 + shift(), y2: 150 + shift() };
    return { ...box, score: 0.7, name: 'car', kind: 'vehicle' };
  };
  const stoppedAfter = (frames: readonly (readonly [number, readonly Detection[]])[]): number => {
    let state = emptyMovement;
    for (const [at, detections] of frames) state = followMovement(state, detections, at, plan);
    return sum(stoppedCounts(state, area, plan));
  };
  const every = (ms: number, seconds: number, at: (time: number) => readonly Detection[]) =>
    Array.from({ length: (seconds * 1_000) / ms + 1 }, (_, i) => [i * ms, at(i * ms)] as const);

  test.each([100, 200, 333, 1_000])(
    'stopped vehicles are found by a frame every %i ms although their boxes jump',
    (ms) => {
      expect(stoppedAfter(every(ms, 28, () => [carAt(200, 16)]))).toBe(0);
      expect(stoppedAfter(every(ms, 34, () => [carAt(200, 16)]))).toBe(1);
    },
  );

  test('stopped vehicles are still stopped when another vehicle hides them for some seconds', () => {
    const isHidden = (time: number) => time > 20_000 && time < 26_000;
    expect(stoppedAfter(every(200, 34, (time) => (isHidden(time) ? [] : [carAt(200, 8)])))).toBe(1);
  });

  test('stopped vehicles are not those that creep', () => {
    expect(stoppedAfter(every(200, 60, (time) => [carAt(50 + time / 300, 8)]))).toBe(0);
  });

  test('outside of the area, and in its parking places, do not count', () => {
    const half = {
      ...area,
      polygon: [
        [0, 0],
        [100, 0],
        [100, 360],
        [0, 360],
      ] as const,
    };
    let state = emptyMovement;
    for (const [at, detections] of every(200, 34, () => [carAt(200), carAt(10)]))
      state = followMovement(state, detections, at, plan);
    expect(sum(stoppedCounts(state, half, plan))).toBe(1);
    expect(sum(stoppedCounts(state, { ...area, except: [half.polygon] }, plan))).toBe(1);
    expect(sum(stoppedCounts(state, area, plan))).toBe(2);
  });
});
