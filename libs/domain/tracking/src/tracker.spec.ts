import { expect, test } from '@jest/globals';
import type { Detection } from './detection.ts';
import { defaultTrackerSettings } from './tracker-settings.ts';
import { emptyTracker, isConfirmed, trackFrame, type TrackerState } from './tracker.ts';

const plan = { picture: { width: 640, height: 360 }, tracker: defaultTrackerSettings };

const carAt = (x: number, y = 100, score = 0.8): Detection => ({
  x1: x,
  x2: x + 60,
  y1: y,
  y2: y + 40,
  score,
  name: 'car',
  kind: 'vehicle',
});

function trackAll(frames: readonly (readonly [number, readonly Detection[]])[]): TrackerState {
  let state = emptyTracker;
  for (const [at, detections] of frames) state = trackFrame(state, detections, at, plan);
  return state;
}

test('a car that moves by more than its length between two frames keeps its track', () => {
  const state = trackAll([0, 1, 2, 3, 4].map((i) => [i * 333, [carAt(10 + 100 * i)]]));
  expect(state.tracks).toHaveLength(1);
  expect(state.tracks[0]?.hits).toBe(5);
});

test('a detection with a low score continues a track and starts none', () => {
  const continued = trackAll(
    [0, 1, 2, 3].map((i) => [i * 200, [carAt(10 + 10 * i, 100, i < 2 ? 0.8 : 0.15)]]),
  );
  expect(continued.tracks.map(({ hits }) => hits)).toEqual([4]);
  expect(trackAll([0, 1, 2].map((i) => [i * 200, [carAt(10, 100, 0.2)]])).tracks).toEqual([]);
});

test('a car that is hidden for a second is found again', () => {
  const frames = [0, 1, 2, 3, 9, 10].map((i) => [i * 200, [carAt(10 + 20 * i)]] as const);
  const hidden = [4, 5, 6, 7, 8].map((i) => [i * 200, []] as const);
  const state = trackAll([...frames, ...hidden].sort(([a], [b]) => a - b));
  expect(state.tracks.map(({ id, hits }) => [id, hits])).toEqual([[1, 6]]);
});

test('a parked car that a bus hides for ten seconds is found again, and a moving one is not', () => {
  const still = [0, 1, 2, 3, 4, 14].map((i) => [i * 1_000, [carAt(200)]] as const);
  const hidden = [5, 6, 7, 8, 9, 10, 11, 12, 13].map((i) => [i * 1_000, []] as const);
  const parked = trackAll([...still, ...hidden].sort(([a], [b]) => a - b));
  expect(parked.tracks.map(({ id }) => id)).toEqual([1]);
  const moving = [0, 1, 2, 3].map((i) => [i * 200, [carAt(10 + 20 * i)]] as const);
  expect(trackAll([...moving, [5_000, []]]).tracks).toEqual([]);
});

test('a car that was seen for a moment does not continue as another car after a second and a half', () => {
  const state = trackAll([
    ...[0, 1, 2].map((i) => [i * 200, [carAt(100 + 10 * i)]] as const),
    [1_000, []],
    [2_000, [carAt(290)]],
  ]);
  expect(state.tracks.map(({ id, hits }) => [id, hits])).toEqual([[2, 1]]);
});

test('a hidden car that stood is looked for where it stood, and not beside it', () => {
  const stood = [0, 1, 2, 3, 4].map((i) => [i * 1_000, [carAt(200)]] as const);
  const state = trackAll([...stood, [5_000, []], [6_000, []], [7_000, []], [8_000, [carAt(250)]]]);
  expect(state.tracks.map(({ id, hits }) => [id, hits])).toEqual([
    [2, 1],
    [1, 5],
  ]);
});

test('a detection of a much larger object does not continue the track of a car', () => {
  const cars = [0, 1, 2, 3].map((i) => [i * 200, [carAt(200 + 20 * i)]] as const);
  const large = { ...carAt(240), x1: 220, x2: 390, y1: 60, y2: 190 };
  const state = trackAll([...cars, [1_200, [large]]]);
  expect(state.tracks.find(({ id }) => id === 1)?.hits).toBe(4);
});

test('a detection with a low score does not continue a new track at another place', () => {
  const cars = [0, 1].map((i) => [i * 200, [carAt(200 + 50 * i)]] as const);
  const hitsAfter = (x: number) => trackAll([...cars, [400, [carAt(x, 100, 0.15)]]]).tracks[0]?.hits;
  expect(hitsAfter(270)).toBe(3);
  expect(hitsAfter(310)).toBe(2);
});

test('a frame that is not newer than the last one changes nothing', () => {
  const state = trackAll([[1_000, [carAt(10)]]]);
  expect(trackFrame(state, [carAt(20)], 1_000, plan)).toBe(state);
  expect(trackFrame(state, [carAt(20)], 500, plan)).toBe(state);
});

test('a second box on a part of a tracked car starts no track', () => {
  const cab = { ...carAt(100), x1: 120, y1: 110, score: 0.6 };
  const state = trackAll([0, 1, 2].map((i) => [i * 200, [carAt(100), cab]]));
  expect(state.tracks.map(({ id }) => id)).toEqual([1]);
});

test('a track that left the picture ends at once', () => {
  const frames = [0, 1, 2, 3].map((i) => [i * 200, [carAt(480 + 30 * i)]] as const);
  expect(trackAll([...frames, [1_400, []]]).tracks).toEqual([]);
});

test('the number of tracks is limited, and the ones seen last stay', () => {
  const settings = { ...plan, tracker: { ...plan.tracker, maxTracks: 3 } };
  const many = [0, 1, 2, 3, 4, 5].map((i) => carAt(10 + 100 * i));
  const full = trackFrame(emptyTracker, many, 0, settings);
  expect(full.tracks).toHaveLength(3);
  expect(trackFrame(full, [carAt(10, 300)], 300, settings).tracks.map(({ seenAt }) => seenAt)).toEqual([
    300, 0, 0,
  ]);
});

test('two detections that are far apart are no object, three are', () => {
  const jump = trackAll([0, 1].map((i) => [i * 200, [carAt(10 + 60 * i)]]));
  expect(jump.tracks.map((track) => isConfirmed(track, plan.tracker))).toEqual([false]);
  const fast = trackAll([0, 1, 2].map((i) => [i * 200, [carAt(10 + 60 * i)]]));
  expect(fast.tracks.map((track) => isConfirmed(track, plan.tracker))).toEqual([true]);
});
