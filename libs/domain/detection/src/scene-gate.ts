import { sceneColumns, sceneRows } from './scene-cells.ts';

/** The network runs at least this often, ms. */
export const forcedAfterMs = 60_000;

/**
 * A count is reused after this many frames in a row had it while the picture did not change. With fewer, an object near the
 * threshold, which the model sees in about half of the frames, would be fixed as present or absent too often.
 */
export const equalCounts = 8;

/**
 * A cell has changed if its mean luma differs by more than this, 0..255, or by more than `noiseFactor` times the noise of the
 * picture. The limit for noisy pictures keeps the gate from missing dark vehicles at night: such pictures are always counted.
 */
const minStep = 4;
const maxStep = 7;
const noiseFactor = 5;
/** Blocks of this many cells per direction change already by `blockShare` of the step: large objects with low contrast. */
const blockCells = 4;
const blockShare = 0.4;

/** What to do with a frame. */
export type GateDecision<Count> =
  | { readonly kind: 'reuse'; readonly count: Count }
  | {
      readonly kind: 'infer';
      /** Call with the count of this frame, so that it can be reused. */
      readonly keep: (count: Count) => void;
    };

interface StillScene<Count> {
  readonly key: string;
  /** The first picture of the scene. */
  readonly cells: Float32Array;
  count: Count | undefined;
  /** Frames in a row with this count. */
  equal: number;
  /** Two frames had different counts although the picture did not change: no count of this scene is reused. */
  isUnsteady: boolean;
  /** Arrival of the newest picture with this count, monotonic ms. */
  countedAt: number;
}

/**
 * Decides for the frames of one camera, in the order of their arrival, whether the network must run. A frame that differs nowhere
 * from the first picture of a still scene reuses the count of this scene, if the model counts the scene the same in every frame.
 * Comparing with the first picture and not with the one before finds slow changes, too. Keeps a grid of means in memory and no
 * picture.
 */
export class SceneGate<Count> {
  readonly #isEqual: (a: Count, b: Count) => boolean;
  #scene: StillScene<Count> | undefined;
  #lastAt: number | undefined;

  constructor(isEqual: (a: Count, b: Count) => boolean) {
    this.#isEqual = isEqual;
  }

  /**
   * @param cells of the picture, from `sceneCells`; undefined for a picture that cannot be compared
   * @param key everything besides the picture on which a count depends: version and model of the camera
   * @param at arrival, monotonic ms
   */
  judge(cells: Float32Array | undefined, key: string, at: number): GateDecision<Count> {
    const intervalMs = at - (this.#lastAt ?? at);
    this.#lastAt = at;
    if (!cells) return { kind: 'infer', keep: () => undefined };
    const scene = this.#sceneOf(cells, key);
    // The next frame would come too late for the forced run.
    const isDue = at - scene.countedAt + intervalMs > forcedAfterMs;
    const { count, equal, isUnsteady } = scene;
    if (count !== undefined && equal >= equalCounts && !isUnsteady && !isDue) return { kind: 'reuse', count };
    return { kind: 'infer', keep: (counted) => this.#keep(scene, counted, at) };
  }

  /** Forgets the scene: the next frames are counted. */
  reset(): void {
    this.#scene = undefined;
  }

  #sceneOf(cells: Float32Array, key: string): StillScene<Count> {
    const known = this.#scene;
    if (known?.key === key && !hasChanged(known.cells, cells)) return known;
    const fresh = { key, cells, count: undefined, equal: 0, isUnsteady: false, countedAt: -Infinity };
    return (this.#scene = fresh);
  }

  #keep(scene: StillScene<Count>, count: Count, at: number): void {
    const isFirst = scene.count === undefined;
    if (!isFirst && !this.#isEqual(scene.count as Count, count)) scene.isUnsteady = true;
    if (isFirst) scene.count = count;
    scene.equal += 1;
    scene.countedAt = Math.max(scene.countedAt, at);
  }
}

/** Whether any cell or block of cells differs by more than noise. */
export function hasChanged(before: Float32Array, now: Float32Array): boolean {
  const differences = now.map((luma, cell) => luma - (before[cell] as number));
  const step = Math.min(maxStep, Math.max(minStep, noiseFactor * noiseOf(differences)));
  return differences.some((difference) => Math.abs(difference) > step) || blocksChanged(differences, step);
}

/** Standard deviation of the noise: 1.4826 × the median of the absolute differences, which single changes do not affect. */
function noiseOf(differences: Float32Array): number {
  const absolute = differences.map((difference) => Math.abs(difference)).sort();
  return 1.4826 * (absolute[absolute.length >> 1] as number);
}

function blocksChanged(differences: Float32Array, step: number): boolean {
  for (let top = 0; top + blockCells <= sceneRows; top += blockCells / 2)
    for (let left = 0; left + blockCells <= sceneColumns; left += blockCells / 2)
      if (Math.abs(blockMean(differences, top, left)) > blockShare * step) return true;
  return false;
}

function blockMean(differences: Float32Array, top: number, left: number): number {
  let sum = 0;
  for (let row = top; row < top + blockCells; row += 1)
    for (let column = left; column < left + blockCells; column += 1)
      sum += differences[row * sceneColumns + column] as number;
  return sum / blockCells ** 2;
}
