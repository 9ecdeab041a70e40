import { gridColumns, gridRows, type CellSigns, type PictureSigns } from './picture-signs.ts';

const cellCount = gridColumns * gridRows;
/** States of a cell that are remembered: more than the pictures between two key frames at one picture per second. */
const keptStates = 48;
/** A cell without structure, like a black sky or an overexposed wall, is identical in every picture of a live camera, too. */
const structureFrom = 2;
/** Cells with structure, and steps from picture to picture, that a decision needs. */
const minCells = 12;
const minSteps = 3;
/** A printed clock or a scrolling text changes less than this share of the cells. */
const smallShare = 0.25;
/** The noise of a sensor changes more than this share of the cells: in each picture, or at the latest with the next key frame. */
const noiseShare = 0.9;
/** Share of the steps that must be small. The others are those in which an encoder corrects the whole picture, at key frames. */
const minSmallSteps = 1 / 3;
/** A clock that shows seconds changes in nearly every picture. */
const maxQuietPictures = 2;

interface Step {
  readonly at: number;
  /** Share of the cells with structure that differ from the picture before. */
  readonly changed: number;
}

/**
 * Distinguishes a live picture from a frozen one on which something small moves, for example a printed clock, by the cells that
 * are exactly identical. Measured limits and what they cannot distinguish: docs/measuring.md.
 */
export class CellHistory {
  /** Digests of the last distinct states of each cell, one ring per cell. */
  readonly #states = new Uint32Array(cellCount * keptStates);
  readonly #known = new Uint8Array(cellCount);
  readonly #next = new Uint8Array(cellCount);
  readonly #lastDigests = new Uint32Array(cellCount);
  /** When each cell last showed something that is not remembered, monotonic ms. */
  readonly #newAt = new Float64Array(cellCount).fill(-Infinity);
  #steps: Step[] = [];
  /** Since when something new has been shown in nearly every picture; monotonic ms. */
  #movingSince: number | undefined;
  #quietPictures = 0;
  #startedAt: number | undefined;

  /**
   * Records a picture. Returns whether it was frozen for longer than the given time, apart from a small region.
   * @param at arrival, monotonic ms
   */
  isFrozen({ cells }: PictureSigns, at: number, afterMs: number): boolean {
    if (cells.length !== cellCount) return false;
    const structured = cells.flatMap(({ spread }, cell) => (spread >= structureFrom ? [cell] : []));
    this.#record(cells, structured, at);
    this.#steps = this.#steps.filter(
      (step, i, { length }) => at - step.at <= afterMs || i >= length - minSteps,
    );
    this.#startedAt ??= at;
    if (structured.length < minCells || at - this.#startedAt <= afterMs) return false;
    return this.#isStill() || this.#repeats(structured, at, afterMs);
  }

  /** Most of the picture stays identical, and noise never changes all of it. */
  #isStill(): boolean {
    const steps = this.#steps;
    const small = steps.filter(({ changed }) => changed < smallShare).length;
    return (
      steps.length >= minSteps &&
      small >= minSmallSteps * steps.length &&
      steps.every(({ changed }) => changed <= noiseShare)
    );
  }

  /**
   * Most of the picture alternates between states that it has shown before (an encoder repeats them from key frame to key frame)
   * while something moves all the time. A clip that is played again and again repeats everything.
   */
  #repeats(structured: readonly number[], at: number, afterMs: number): boolean {
    if (this.#movingSince === undefined || at - this.#movingSince <= afterMs) return false;
    const isNew = (cell: number): boolean => at - (this.#newAt[cell] as number) <= afterMs;
    return structured.filter(isNew).length < smallShare * structured.length;
  }

  #record(cells: readonly CellSigns[], structured: readonly number[], at: number): void {
    const differs = cells.map(({ digest }, cell) => this.#lastDigests[cell] !== digest);
    const changed = structured.filter((cell) => differs[cell]).length / Math.max(1, structured.length);
    // The first picture has none before it.
    if (this.#startedAt !== undefined) this.#steps.push({ at, changed });
    let showsNew = false;
    cells.forEach(({ digest }, cell) => {
      this.#lastDigests[cell] = digest;
      if (!differs[cell] || this.#isKnown(cell, digest)) return;
      this.#newAt[cell] = at;
      showsNew = true;
    });
    this.#quietPictures = showsNew ? 0 : this.#quietPictures + 1;
    this.#movingSince = this.#quietPictures <= maxQuietPictures ? (this.#movingSince ?? at) : undefined;
  }

  /** Whether the cell has shown this before; remembers it otherwise. */
  #isKnown(cell: number, digest: number): boolean {
    const start = cell * keptStates;
    const known = this.#known[cell] as number;
    if (this.#states.subarray(start, start + known).includes(digest)) return true;
    const next = this.#next[cell] as number;
    this.#states[start + next] = digest;
    this.#next[cell] = (next + 1) % keptStates;
    this.#known[cell] = Math.min(keptStates, known + 1);
    return false;
  }
}
