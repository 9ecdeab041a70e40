import type { CountEvent } from '@vialog/contracts';
import type { CellResolution, CellRow } from './cell-reader.port.ts';

/** Reference implementation of `CellReader.cells`, from the matching records. */
export function sumCells(records: Iterable<CountEvent>, resolution: CellResolution): readonly CellRow[] {
  const rows = new Map<string, { cell: string; count: number; peak: number }>();
  for (const event of records) {
    // The second digit of an H3 index is its resolution.
    const cell = event.cells.find((id) => id.startsWith(`8${resolution}`));
    if (cell === undefined) continue;
    const row = rows.get(cell) ?? { cell, count: 0, peak: 0 };
    rows.set(cell, row);
    row.count += 1;
    if (event.kind === 'measured') row.peak = Math.max(row.peak, event.total ?? 0);
  }
  return [...rows.values()].sort((a, b) => (a.cell < b.cell ? -1 : 1));
}
