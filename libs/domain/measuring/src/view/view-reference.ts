import { blockLikeness, type BlockLikeness, type StableEdges } from './block-likeness.ts';
import { greyHeight, greyWidth } from './grey-picture.ts';
import type { ViewSample } from './view-sample.ts';

/** Time constant with which a reference follows slow changes: shadows, parked vehicles, dusk; ms. */
const learningMs = 10 * 60_000;
/** One picture never counts for more than this share, once the reference is learned. */
const maxShare = 0.2;
/** Pictures and time from which a reference is learned. */
const minPictures = 12;
const minLearningMs = 30_000;
/** Blocks with stable edges that a comparison needs. */
const minComparable = 15;

interface Usual {
  readonly mean: number;
  readonly structured: number;
  readonly sharpness: number;
  readonly keptLikeness: number;
}

/** A picture in comparison with the reference of its view. */
export interface ViewComparison extends BlockLikeness {
  /** Values of the picture divided by their usual values: blocks with visible edges, and sharpness. */
  readonly structure: number;
  readonly sharpness: number;
  /** Likeness of the kept blocks divided by its usual value. */
  readonly keptQuality: number;
}

/** What a view usually shows: its stable edges, learned slowly and kept in memory only. */
export class ViewReference {
  readonly #edges = {
    x: new Float32Array(greyWidth * greyHeight),
    y: new Float32Array(greyWidth * greyHeight),
  };
  /** Slow means. */
  #usual: Usual = { mean: 0, structured: 0, sharpness: 0, keptLikeness: 0 };
  #pictures = 0;
  #startedAt = 0;
  #learnedAt = 0;

  get edges(): StableEdges {
    return this.#edges;
  }

  /** Usual mean luma, 0..255. */
  get usualMean(): number {
    return this.#usual.mean;
  }

  /**
   * @param at arrival of the picture, monotonic ms
   * @param comparison of this picture with this reference, if there is one
   */
  learn(sample: ViewSample, at: number, comparison?: BlockLikeness): void {
    if (this.#pictures === 0) this.#startedAt = at;
    const share = Math.max(1 / (this.#pictures + 1), Math.min(maxShare, (at - this.#learnedAt) / learningMs));
    this.#pictures += 1;
    this.#learnedAt = at;
    approach(this.#edges.x, sample.edges.x, share);
    approach(this.#edges.y, sample.edges.y, share);
    const { keptLikeness } = comparison ?? blockLikeness(this.#edges, sample);
    const { mean, structured, sharpness } = sample;
    this.#usual = mixed(this.#usual, { mean, structured, sharpness, keptLikeness }, share);
  }

  /** Compares a picture; undefined while the reference is not learned, or has too few stable edges. */
  compare(sample: ViewSample, at: number): ViewComparison | undefined {
    if (this.#pictures < minPictures || at - this.#startedAt < minLearningMs) return undefined;
    const blocks = blockLikeness(this.#edges, sample);
    if (blocks.comparable < minComparable) return undefined;
    const { structured, sharpness, keptLikeness } = this.#usual;
    return {
      ...blocks,
      structure: sample.structured / Math.max(1, structured),
      sharpness: sample.sharpness / Math.max(0.001, sharpness),
      keptQuality: blocks.keptLikeness / Math.max(0.1, keptLikeness),
    };
  }
}

function approach(mean: Float32Array, values: Float32Array, share: number): void {
  for (let at = 0; at < mean.length; at += 1) {
    const before = mean[at] as number;
    mean[at] = before + ((values[at] as number) - before) * share;
  }
}

function mixed(before: Usual, now: Usual, share: number): Usual {
  const mix = (key: keyof Usual): number => before[key] + (now[key] - before[key]) * share;
  return {
    mean: mix('mean'),
    structured: mix('structured'),
    sharpness: mix('sharpness'),
    keptLikeness: mix('keptLikeness'),
  };
}
