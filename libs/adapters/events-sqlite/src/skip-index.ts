import { quarterMs, dayMs } from '@vialog/contracts';
import type { EventQuery } from '@vialog/events';
import { binOf, dayOf } from './time-bins.ts';
import { dayState } from './day-layout.ts';
import { atPlace } from './place-condition.ts';
import { placeGroups, type PlaceGroup } from './place-groups.ts';
import { edgeSql, type Place, type ReadFile, type Row } from './read-file.ts';
import type { ReadFolder } from './read-folder.ts';

/** Records of a place that start in one bin and may match. */
export interface Candidate {
  readonly bin: number;
  readonly place: Place;
  readonly group: PlaceGroup;
  readonly records: number;
  /** Maximum total of the measured slots; 0 for gap records. */
  readonly peak: number;
  /** Whether all of them match. */
  readonly must: boolean;
}

/** One bin of a day that may have matching records. */
export interface CandidateBin {
  readonly file: ReadFile;
  /** Part of the bin inside the query, epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly candidates: readonly Candidate[];
}

type Visit = (bin: CandidateBin) => boolean;

/**
 * Visits bins that may have matching records, newest first, until `visit` returns false. Reads bins in ranges that
 * double in length, so that a page that fills soon reads little, and a search without matches needs few statements.
 */
export function visitBins(folder: ReadFolder, query: EventQuery, visit: Visit): void {
  const condition = atPlace(query.where);
  const copied = folder.onRollUps((file) => folder.copiedDays(file));
  for (const day of folder.days(dayOf(query.from), dayOf(query.to - 1) + 1)) {
    const goOn = folder.onDay(day, (file) => {
      const groups = placeGroups(file.places(), condition);
      if (groups.length === 0) return true;
      const isCopied = copied?.get(day) === dayState.copied;
      const source = isCopied ? fromRollUps(folder) : fromDay(file);
      return visitDay({ file, groups, bins: binsOf(file, day, query), source }, query, visit);
    });
    if (goOn === false) return;
  }
}

interface BinRange {
  readonly first: number;
  readonly end: number;
}

/** Bins of a day inside the query and between its first and last record. */
function binsOf(file: ReadFile, day: number, query: EventQuery): BinRange {
  const edge = file.first(edgeSql);
  if (typeof edge?.['last'] !== 'number') return { first: 0, end: 0 };
  return {
    first: binOf(Math.max(query.from, day * dayMs, Number(edge['first']))),
    end: binOf(Math.min(query.to - 1, edge['last'])) + 1,
  };
}

type Source = (group: PlaceGroup, bins: BinRange) => Candidate[];

interface Day {
  readonly file: ReadFile;
  readonly groups: readonly PlaceGroup[];
  readonly bins: BinRange;
  readonly source: Source;
}

function visitDay({ file, groups, bins, source }: Day, query: EventQuery, visit: Visit): boolean {
  let { end } = bins;
  for (let width = 1; end > bins.first; width *= 2) {
    const first = Math.max(bins.first, end - width);
    const found = groups.flatMap((group) => source(group, { first, end }));
    for (const [bin, candidates] of [...Map.groupBy(found, (one) => one.bin)].sort(([a], [b]) => b - a)) {
      const window = {
        from: Math.max(query.from, bin * quarterMs),
        to: Math.min(query.to, (bin + 1) * quarterMs),
      };
      if (!visit({ file, ...window, candidates })) return false;
    }
    end = first;
  }
  return true;
}

/** Sums of the day file, in order of time. */
function fromDay(file: ReadFile): Source {
  return (group, bins) => {
    const ids = group.isWhole ? '' : JSON.stringify(group.places.map((place) => place.id));
    const rows = readCandidates(file, { bins: 'bin', gaps: 'gap' }, { group, bins, ids });
    return rows.map((row) => candidateOf(row, file.place(Number(row['place'])), group));
  };
}

/** Sums of a closed day in the roll-ups, ordered by place, so that few places are read without a scan. */
function fromRollUps(folder: ReadFolder): Source {
  return (group, bins) =>
    folder.onRollUps((rollUps) => {
      const mine = new Map<number, Place>();
      for (const place of group.places) {
        const copied = rollUps.placeLike(place);
        if (copied) mine.set(copied.id, place);
      }
      const ids = JSON.stringify([...mine.keys()]);
      const rows = readCandidates(rollUps, { bins: 'quarter', gaps: 'quarter_gap' }, { group, bins, ids });
      return rows.map((row) => candidateOf(row, mine.get(Number(row['place'])) as Place, group));
    }) ?? [];
}

/** `ids`: JSON of place ids; empty: all. */
function readCandidates(
  file: ReadFile,
  tables: { bins: string; gaps: string },
  { group, bins, ids }: { group: PlaceGroup; bins: BinRange; ids: string },
): readonly Row[] {
  const among = ids === '' ? '' : 'AND place IN (SELECT value FROM json_each(?))';
  const where = `bin >= ? AND bin < ? ${among}`;
  const limits = ids === '' ? [bins.first, bins.end] : [bins.first, bins.end, ids];
  const { bin, gap } = group;
  const measured = file.rows(
    `SELECT bin, place, n AS records, max_total AS peak, ${bin.must.text} AS must FROM ${tables.bins} WHERE ${where} AND ${bin.may.text}`,
    ...bin.must.values,
    ...limits,
    ...bin.may.values,
  );
  const gaps = file.rows(
    `SELECT bin, place, records, 0 AS peak, ${gap.must.text} AS must FROM ${tables.gaps} WHERE ${where} AND records > 0 AND ${gap.may.text}`,
    ...gap.must.values,
    ...limits,
    ...gap.may.values,
  );
  return [...measured, ...gaps];
}

const candidateOf = (row: Row, place: Place, group: PlaceGroup): Candidate => ({
  bin: Number(row['bin']),
  place,
  group,
  records: Number(row['records']),
  peak: Number(row['peak'] ?? 0),
  must: row['must'] === 1,
});
