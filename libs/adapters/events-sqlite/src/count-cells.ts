import type { CellResolution, CellRow, EventQuery } from '@vialog/events';
import { isWhole, openedSql } from './count-slots.ts';
import type { Place } from './read-file.ts';
import type { ReadFolder } from './read-folder.ts';
import { visitBins, type Candidate, type CandidateBin } from './skip-index.ts';

interface Matches {
  readonly place: Place;
  readonly count: number;
  readonly peak: number;
}

/** Matches per H3 cell with their maximum total, by cell. Does not read the slots of bins in which every slot matches. */
export function countCells(
  folder: ReadFolder,
  query: EventQuery,
  resolution: CellResolution,
): readonly CellRow[] {
  const cells = new Map<string, { cell: string; count: number; peak: number }>();
  visitBins(folder, query, (bin) => {
    for (const { place, count, peak } of matchesOf(bin)) {
      // The second digit of an H3 cell is its resolution.
      const cell = place.facts.cells.find((id) => id.startsWith(`8${resolution}`));
      if (cell === undefined) continue;
      const row = cells.get(cell) ?? { cell, count: 0, peak: 0 };
      cells.set(cell, row);
      row.count += count;
      row.peak = Math.max(row.peak, peak);
    }
    return true;
  });
  return [...cells.values()].sort((a, b) => (a.cell < b.cell ? -1 : 1));
}

function matchesOf(bin: CandidateBin): Matches[] {
  const matches: Matches[] = [];
  const opened: Candidate[] = [];
  for (const ofPlace of Map.groupBy(bin.candidates, ({ place }) => place).values()) {
    if (!isWhole(bin) || !ofPlace.every(({ must }) => must)) opened.push(...ofPlace.slice(0, 1));
    else for (const { place, records, peak } of ofPlace) matches.push({ place, count: records, peak });
  }
  for (const [group, some] of Map.groupBy(opened, (candidate) => candidate.group)) {
    const [where, values] = openedSql(bin, group, some);
    const sql = `SELECT place, count(*) AS count, max(total) AS peak FROM slot WHERE ${where} GROUP BY place`;
    for (const row of bin.file.rows(sql, ...values))
      matches.push({
        place: bin.file.place(Number(row['place'])),
        count: Number(row['count']),
        peak: Number(row['peak'] ?? 0),
      });
  }
  return matches;
}
