import { quarterMs } from '@vialog/contracts';
import type { Bucket, EventQuery, MatchCount } from '@vialog/events';
import type { PlaceGroup } from './place-groups.ts';
import { keysSql, keyValues } from './probe-slots.ts';
import type { ReadFolder } from './read-folder.ts';
import { visitBins, type Candidate, type CandidateBin } from './skip-index.ts';
import { gridSlots } from './slot-grid.ts';

/** Counts matches up to the limit. Does not read the slots of bins in which every slot matches. */
export function countSlots(folder: ReadFolder, query: EventQuery, limit: number): MatchCount {
  let value = 0;
  visitBins(folder, query, (bin) => {
    for (const [, count] of tallies(bin, isWhole(bin))) value += count;
    return value <= limit;
  });
  return { value: Math.min(value, limit), relation: value > limit ? 'gte' : 'eq' };
}

/** Counts matches per interval between ascending edges. */
export function countBuckets(
  folder: ReadFolder,
  query: EventQuery,
  edges: readonly number[],
): readonly Bucket[] {
  const counts = edges.slice(0, -1).map(() => 0);
  const from = Math.max(query.from, edges[0] ?? 0);
  const to = Math.min(query.to, edges.at(-1) ?? 0);
  if (to > from)
    visitBins(folder, { ...query, from, to }, (bin) => {
      const undivided = isWhole(bin) && bucketOf(edges, bin.from) === bucketOf(edges, bin.to - 1);
      for (const [slot, count] of tallies(bin, undivided)) {
        const bucket = bucketOf(edges, slot);
        counts[bucket] = (counts[bucket] ?? 0) + count;
      }
      return true;
    });
  return counts.map((count, i) => ({ start: edges[i] ?? 0, count }));
}

/** Index of the interval that contains a time: the last edge at or before it. */
function bucketOf(edges: readonly number[], moment: number): number {
  let [low, high] = [0, edges.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? Infinity) <= moment) low = middle;
    else high = middle;
  }
  return low;
}

/** Whether the query covers the whole bin. */
export const isWhole = (bin: CandidateBin): boolean => bin.to - bin.from === quarterMs;

type Tally = readonly [slot: number, count: number];

/** Matches of a bin by slot start; matches counted from sums are at the start of the bin. */
function tallies(bin: CandidateBin, fromSums: boolean): Tally[] {
  const opened: Candidate[] = [];
  let sum = 0;
  // All records of a place in the bin, slots and gaps, are counted either from sums or by reading them.
  for (const ofPlace of Map.groupBy(bin.candidates, ({ place }) => place).values()) {
    if (fromSums && ofPlace.every(({ must }) => must)) for (const { records } of ofPlace) sum += records;
    else opened.push(...ofPlace.slice(0, 1));
  }
  const groups = Map.groupBy(opened, ({ group }) => group);
  return [[bin.from, sum], ...[...groups].flatMap(([group, some]) => countOpened(bin, group, some))];
}

/** Above this share of the places of the file, a range scan is faster than key look-ups. */
const scanShare = 0.15;

function countOpened(bin: CandidateBin, group: PlaceGroup, some: readonly Candidate[]): Tally[] {
  const [where, values] = openedSql(bin, group, some);
  const rows = bin.file.rows(
    `SELECT slot, count(*) AS count FROM slot WHERE ${where} GROUP BY slot`,
    ...values,
  );
  return rows.map((row) => [Number(row['slot']), Number(row['count'])]);
}

/** SQL condition, with its values, for the matching rows of some places in a bin. */
export function openedSql(
  bin: CandidateBin,
  group: PlaceGroup,
  some: readonly Candidate[],
): readonly [string, (string | number)[]] {
  const { file, from, to } = bin;
  const places = some.map(({ place }) => place);
  const scan = places.length > scanShare * file.places().length;
  const slots = gridSlots(new Set(places.map(({ facts }) => facts.slotMs)), bin);
  const [where, values] = scan
    ? [rangeSql, [from, to, JSON.stringify(places.map(({ id }) => id))]]
    : [keysSql, keyValues(slots, places)];
  return [`${where} AND ${group.slot.text}`, [...values, ...group.slot.values]];
}

const rangeSql = 'slot >= ? AND slot < ? AND place IN (SELECT value FROM json_each(?))';
