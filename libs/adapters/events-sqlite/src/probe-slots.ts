import { gridSlots } from './slot-grid.ts';
import type { Place, ReadFile, Row } from './read-file.ts';
import type { PlaceGroup } from './place-groups.ts';
import type { Candidate, CandidateBin } from './skip-index.ts';

/** A row of `slot` with its place. */
export interface Found {
  readonly row: Row;
  readonly place: Place;
  readonly slot: number;
}

/** Keys per statement: few at first, so that a page that fills soon reads little, then more. */
const initialProbes = 96;
const maxProbes = 768;

/** Matching rows of a bin, newest first, then by event id; read lazily. */
export function* matchesIn(bin: CandidateBin): Generator<Found> {
  const byName = dedupe(bin.candidates).sort((a, b) => (a.place.name < b.place.name ? -1 : 1));
  const slots = gridSlots(new Set(byName.map(({ place }) => place.facts.slotMs)), bin);
  let probes = initialProbes;
  for (let s = 0; s < slots.length;) {
    const width = Math.max(1, Math.floor(probes / byName.length));
    for (let p = 0; p < byName.length; p += maxProbes)
      yield* probe(bin.file, slots.slice(s, s + width), byName.slice(p, p + maxProbes));
    s += width;
    probes = Math.min(maxProbes, probes * 2);
  }
}

/** A place occurs twice when the bin has measured slots and gap records of it. */
function dedupe(candidates: readonly Candidate[]): Candidate[] {
  return [...new Map(candidates.map((candidate) => [candidate.place, candidate])).values()];
}

function probe(file: ReadFile, slots: readonly number[], candidates: readonly Candidate[]): Found[] {
  const groups = Map.groupBy(candidates, ({ group }) => group);
  const found = [...groups].flatMap(([group, some]) => probeGroup(file, slots, { group, some }));
  return found.sort((a, b) => b.slot - a.slot || (a.place.name < b.place.name ? -1 : 1));
}

function probeGroup(
  file: ReadFile,
  slots: readonly number[],
  { group, some }: { group: PlaceGroup; some: readonly Candidate[] },
): Found[] {
  const places = some.map(({ place }) => place);
  const rows = file.rows(
    `SELECT * FROM slot WHERE ${keysSql} AND ${group.slot.text}`,
    ...keyValues(slots, places),
    ...group.slot.values,
  );
  return rows.map((row) => ({ row, place: file.place(Number(row['place'])), slot: Number(row['slot']) }));
}

const list = 'IN (SELECT value FROM json_each(?))';
/** Lists for both columns of the key: SQLite looks up every pair and reads nothing else. */
export const keysSql = `slot ${list} AND zone ${list} AND place ${list}`;

export const keyValues = (slots: readonly number[], places: readonly Place[]): string[] => [
  JSON.stringify(slots),
  JSON.stringify([...new Set(places.map(({ zone }) => zone))]),
  JSON.stringify(places.map(({ id }) => id)),
];
