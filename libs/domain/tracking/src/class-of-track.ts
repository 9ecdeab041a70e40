import { type CountClass } from '@vialog/contracts';
import type { Track } from './track.ts';

/** Share of the votes from which a class counts, when most votes are for no count class. */
const minNamedShare = 0.25;

/**
 * Class of a track by the scores of all its detections. Small models call a car seen from steeply above "cell phone": a track
 * with hardly a vote for a count class counts as `standIn`.
 *
 * @param classes classes that count
 * @param standIn class of objects of no count class; undefined to leave them out
 */
export function classOfTrack(
  { votes }: Pick<Track, 'votes'>,
  classes: readonly CountClass[],
  standIn: CountClass | undefined,
): CountClass | undefined {
  const entries = Object.entries(votes) as [CountClass | '', number][];
  const total = entries.reduce((sum, [, score]) => sum + score, 0);
  const named = entries.filter((entry): entry is [CountClass, number] => entry[0] !== '');
  const namedTotal = named.reduce((sum, [, score]) => sum + score, 0);
  const best = named.reduce<[CountClass, number] | undefined>(
    (leader, entry) => (leader && leader[1] >= entry[1] ? leader : entry),
    undefined,
  );
  const winner = namedTotal >= minNamedShare * total ? best?.[0] : standIn;
  return winner !== undefined && classes.includes(winner) ? winner : undefined;
}
