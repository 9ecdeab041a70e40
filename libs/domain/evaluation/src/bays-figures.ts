import { percent } from './object-figures.ts';
import { wilsonInterval, type Interval } from './wilson-interval.ts';

/** A share of spaces with its confidence interval. */
export interface SpaceShare {
  readonly spaces: number;
  readonly of: number;
  /** Percent; null if `of` is 0. */
  readonly percent: number | null;
  /** 95 % confidence interval, percent, if spaces are independent of each other; null if `of` is 0. */
  readonly interval: Interval | null;
}

/** How well the spaces of a set were judged. */
export interface BaysFigures {
  readonly pictures: number;
  readonly spaces: number;
  readonly taken: number;
  /** Spaces that are not unknown, of all spaces. */
  readonly judged: SpaceShare;
  /** Spaces with the true state, of the judged ones. */
  readonly right: SpaceShare;
  /** Taken spaces that are shown as free, of the judged ones. */
  readonly takenShownFree: SpaceShare;
  /** Free spaces that are shown as taken, of the judged ones. */
  readonly freeShownTaken: SpaceShare;
  /** Taken spaces that are shown as free, of the taken ones that were judged. */
  readonly missed: SpaceShare;
  /** Free spaces that are shown as taken, of the free ones that were judged. */
  readonly falseTaken: SpaceShare;
}

/** The states of the spaces of a picture: 0 free, 1 occupied, - unknown; and the true ones. */
export interface JudgedPicture {
  readonly states: string;
  readonly occupied: readonly boolean[];
}

/**
 * Figures of judged spaces.
 * @throws {Error} when a picture has another number of states than spaces
 */
export function baysFigures(pictures: readonly JudgedPicture[]): BaysFigures {
  const spaces = pictures.flatMap(({ states, occupied }) => {
    if (states.length !== occupied.length)
      throw new Error(`expected ${occupied.length} states and found ${states.length}`);
    return occupied.map((isTaken, i) => ({ isTaken, state: states[i] ?? '-' }));
  });
  const judged = spaces.filter(({ state }) => state !== '-');
  const taken = judged.filter(({ isTaken }) => isTaken);
  const shownFree = taken.filter(({ state }) => state === '0').length;
  const shownTaken = judged.filter(({ isTaken, state }) => !isTaken && state === '1').length;
  return {
    pictures: pictures.length,
    spaces: spaces.length,
    taken: spaces.filter(({ isTaken }) => isTaken).length,
    judged: shareOf(judged.length, spaces.length),
    right: shareOf(judged.length - shownFree - shownTaken, judged.length),
    takenShownFree: shareOf(shownFree, judged.length),
    freeShownTaken: shareOf(shownTaken, judged.length),
    missed: shareOf(shownFree, taken.length),
    falseTaken: shareOf(shownTaken, judged.length - taken.length),
  };
}

const shareOf = (spaces: number, of: number): SpaceShare => ({
  spaces,
  of,
  percent: percent(spaces, of),
  interval: wilsonInterval(spaces, of),
});
