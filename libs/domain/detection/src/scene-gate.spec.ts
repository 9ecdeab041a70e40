import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { equalCounts, forcedAfterMs, hasChanged, SceneGate } from './scene-gate.ts';
import { sceneCells, sceneColumns, sceneRows } from './scene-cells.ts';

const size = sceneColumns * sceneRows;

const { sqrt, log, cos } = Math;
const fullTurn = 2 * Math.PI;

/** Repeatable noise with a standard deviation of 1 for 16 frames. */
const noises = Array.from({ length: 16 }, (_, frame) => {
  let state = 7_919 * (frame + 1);
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  return Float32Array.from({ length: size }, () => sqrt(-2 * log(random())) * cos(fullTurn * random()));
});

const vehicleCells = [10, 11].flatMap((row) => [20, 21].map((column) => row * sceneColumns + column));

/**
 * Levels of noise: the standard deviation of the mean luma of a cell, 0..255. A cell is the mean of up to 64 pixels, so a level of
 * 0.5 is independent noise of 4 per pixel, 0.8 of 6.4 and 2 of 16. From about 1 the limit of a change no longer rises with the
 * noise, and more of a picture differs with every level.
 */
const noiseLevels = { usual: 0.5, strong: 0.8, tooStrong: 2 };

/** Cells of a street with noise and, optionally, a vehicle of 2 × 2 cells. */
function cellsOf(frame: number, { noise = noiseLevels.usual, vehicle = 0, light = 0 } = {}): Float32Array {
  const cells = (noises[frame % noises.length] as Float32Array).map((luma) => 90 + light + luma * noise);
  for (const cell of vehicleCells) cells[cell] = (cells[cell] as number) + vehicle;
  return cells;
}

interface Scene {
  readonly cells: Float32Array;
  readonly count: number;
}

/** Runs scenes through a gate at one frame per interval. Returns the count of each frame and which ones were inferred. */
function run(scenes: readonly Scene[], intervalMs = 1_000, keyOf: (frame: number) => string = () => 'v1') {
  const gate = new SceneGate<number>((a, b) => a === b);
  const inferred: boolean[] = [];
  const counts = scenes.map(({ cells, count }, frame) => {
    const decision = gate.judge(cells, keyOf(frame), frame * intervalMs);
    inferred.push(decision.kind === 'infer');
    if (decision.kind === 'reuse') return decision.count;
    decision.keep(count);
    return count;
  });
  return { counts, inferred, runs: inferred.filter(Boolean).length };
}

const still = (frames: number, count = 3): Scene[] =>
  Array.from({ length: frames }, (_, frame) => ({ cells: cellsOf(frame), count }));

describe('the scene gate', () => {
  test('a still scene is counted a few times and then once a minute', () => {
    const { counts, inferred } = run(still(200));
    const at = inferred.flatMap((isInferred, frame) => (isInferred ? [frame] : []));
    expect(at.slice(0, equalCounts)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(at.slice(equalCounts)).toEqual([67, 127, 187]);
    expect(new Set(counts)).toEqual(new Set([3]));
  });

  test.each([200, 1_000, 5_000, 7_000, 40_000, 90_000])(
    'the network runs at least every 60 s, at one frame in %i ms, if frames allow it',
    (intervalMs) => {
      const { inferred } = run(still(60), intervalMs);
      const times = inferred.flatMap((isInferred, frame) => (isInferred ? [frame * intervalMs] : []));
      const gaps = times.slice(1).map((at, i) => at - (times[i] as number));
      expect(Math.max(...gaps)).toBeLessThanOrEqual(Math.max(forcedAfterMs, intervalMs));
    },
  );

  test('a vehicle of two cells is counted in the first frame that shows it', () => {
    const scenes = still(30).map((scene, frame) =>
      frame < 20 ? scene : { cells: cellsOf(frame, { vehicle: 12 }), count: 4 },
    );
    expect(run(scenes).counts.slice(18, 22)).toEqual([3, 3, 4, 4]);
  });

  test('a vehicle that appears slowly is counted although no frame differs from the one before', () => {
    const scenes = Array.from({ length: 120 }, (_, frame) => ({
      cells: cellsOf(frame, { vehicle: frame / 4 }),
      count: frame > 40 ? 4 : 3,
    }));
    expect(run(scenes).counts.at(-1)).toBe(4);
    expect(run(scenes).runs).toBeGreaterThan(10);
  });

  test('a scene whose counts differ from frame to frame is counted in every frame', () => {
    const scenes = still(60).map((scene, frame) => ({ ...scene, count: frame === 5 ? 4 : 3 }));
    expect(run(scenes).runs).toBe(60);
  });

  test('a scene that is counted differently by the run of a minute is counted in every frame from then on', () => {
    const scenes = still(200).map((scene, frame) => ({ ...scene, count: frame >= 60 ? 5 : 3 }));
    const { counts, inferred } = run(scenes);
    expect(counts.indexOf(5)).toBe(67);
    expect(inferred.slice(67).every(Boolean)).toBe(true);
  });

  test('a change of the light of the whole picture is counted, noise is not', () => {
    expect(hasChanged(cellsOf(1), cellsOf(2, { light: 5 }))).toBe(true);
    expect(hasChanged(cellsOf(1), cellsOf(2))).toBe(false);
  });

  test.each([
    [noiseLevels.usual, 0, 0.02],
    [noiseLevels.strong, 0, 0.15],
    [noiseLevels.tooStrong, 1, 1],
  ])('of all pairs of frames with noise of %d, a share from %d to %d has changed', (noise, min, max) => {
    const pairs = noises.flatMap((_, a) => noises.flatMap((__, b) => (a < b ? [[a, b] as const] : [])));
    const changed = pairs.filter(([a, b]) => hasChanged(cellsOf(a, { noise }), cellsOf(b, { noise })));
    expect(changed.length / pairs.length).toBeGreaterThanOrEqual(min);
    expect(changed.length / pairs.length).toBeLessThanOrEqual(max);
  });

  test('no count of a picture with too much noise is reused: a dark vehicle would be missed in it', () => {
    const scenes = Array.from({ length: 60 }, (_, frame) => ({
      cells: cellsOf(frame, { noise: noiseLevels.tooStrong }),
      count: 3,
    }));
    expect(run(scenes).runs).toBe(60);
  });

  test('another version or model of the camera is counted at once', () => {
    const { inferred } = run(still(40), 1_000, (frame) => (frame < 20 ? 'v1' : 'v2'));
    expect(inferred.slice(18, 30)).toEqual([
      false,
      false,
      ...Array.from({ length: 8 }, () => true),
      false,
      false,
    ]);
  });

  test('frames that were not counted, because the detector failed, do not keep a count alive', () => {
    const gate = new SceneGate<number>((a, b) => a === b);
    const kinds = Array.from({ length: 300 }, (_, frame) => {
      const decision = gate.judge(cellsOf(frame), 'v1', frame * 1_000);
      if (decision.kind === 'infer' && frame < 20) decision.keep(3);
      return decision.kind;
    });
    expect(kinds.slice(8, 66)).toEqual(Array.from({ length: 58 }, () => 'reuse'));
    expect(new Set(kinds.slice(67))).toEqual(new Set(['infer']));
  });

  test('any sequence of pictures and counts reuses only counts of an unchanged picture, none older than a minute', () => {
    const frame = fc.record({ scene: fc.integer({ min: 0, max: 2 }) });
    fc.assert(
      fc.property(fc.array(frame, { minLength: 20, maxLength: 120 }), (frames) => {
        const scenes = frames.map(({ scene }, i) => ({
          cells: cellsOf(i, { light: scene * 20 }),
          count: scene,
        }));
        const { counts } = run(scenes);
        expect(counts).toEqual(frames.map(({ scene }) => scene));
      }),
      { numRuns: 20 },
    );
  });
});

describe('the cells of a picture', () => {
  const [width, height] = [128, 72];

  test('the cells of a picture are the means of luma, the same for rgb24 and yuv420p', () => {
    const rgb = new Uint8Array(width * height * 3).fill(100);
    for (let y = 0; y < 2; y += 1)
      for (let x = 0; x < 2; x += 1) rgb.fill(200, (y * width + x) * 3, (y * width + x) * 3 + 3);
    const yuv = new Uint8Array((width * height * 3) / 2).fill(102);
    const cells = sceneCells({ width, height, format: 'rgb24', pixels: rgb });
    const same = sceneCells({ width, height, format: 'yuv420p', pixels: yuv });
    expect(cells?.[0]).toBeCloseTo(200, 0);
    expect(cells?.[1]).toBeCloseTo(100, 0);
    expect(Math.abs((same?.[5] ?? 0) - 100)).toBeLessThan(1);
    expect(cells).toHaveLength(size);
  });

  test('a picture that is smaller than the grid has no cells', () => {
    expect(
      sceneCells({ width: 32, height: 18, format: 'rgb24', pixels: new Uint8Array(32 * 18 * 3) }),
    ).toBeUndefined();
  });
});
