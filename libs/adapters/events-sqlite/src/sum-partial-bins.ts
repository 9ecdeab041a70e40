import { quarterMs, hourMs } from '@vialog/contracts';
import type { SumsQuery } from '@vialog/events';
import type { Place, ReadFile } from './read-file.ts';
import { explainedSlots, gapRecordsSql, isMeasuredSql, type GapRecord } from './gap-sums.ts';
import { expressionsFor } from './sum-columns.ts';
import type { SumRows } from './sum-rows.ts';
import { trackedOfMore } from './tracked-sums.ts';

interface Into {
  readonly file: ReadFile;
  readonly places: readonly Place[];
  readonly rows: SumRows;
}

/** Adds a bin that edges divide, from its single slots. */
export function sumPartialBin(
  into: Into,
  { edges, buckets }: Pick<SumsQuery, 'edges' | 'buckets'>,
  bin: number,
): void {
  edges.slice(0, -1).forEach((edge, interval) => {
    if (buckets && !buckets.includes(interval)) return;
    const from = Math.max(edge, bin * quarterMs);
    const to = Math.min(edges[interval + 1] ?? 0, (bin + 1) * quarterMs);
    if (to > from) sumPiece(into, interval, { from, to });
  });
}

function sumPiece({ file, places, rows }: Into, interval: number, piece: { from: number; to: number }): void {
  const ids = JSON.stringify(places.map(({ id }) => id));
  const measured = file.lists(
    `SELECT place, 0, ${expressionsFor(rows.columns).ofSlots} FROM slot WHERE slot >= ? AND slot < ? AND place IN (SELECT value FROM json_each(?))
       AND kind = 1 GROUP BY place`,
    piece.from,
    piece.to,
    ids,
  );
  for (const found of measured) rows.add(file.place(Number(found[0])), interval, found);
  const withMore = file.lists(
    `SELECT place, more FROM slot WHERE slot >= ? AND slot < ? AND place IN (SELECT value FROM json_each(?))
       AND kind = 1 AND more IS NOT NULL`,
    piece.from,
    piece.to,
    ids,
  );
  for (const [place, more] of withMore)
    rows.addTracked(file.place(Number(place)), interval, trackedOfMore(String(more)));
  const hour = Math.floor(piece.from / hourMs) * hourMs;
  const wanted = new Set(places);
  for (const zone of new Set(places.map((place) => place.zone))) {
    const records = file.rows(gapRecordsSql, zone, hour, piece.to) as unknown as GapRecord[];
    const isMeasured = (slot: number): boolean => file.first(isMeasuredSql, slot, zone) !== undefined;
    for (const { place, reason } of explainedSlots(records, piece, isMeasured))
      if (wanted.has(file.place(place))) rows.explain(file.place(place), interval, { reason, slots: 1 });
  }
}
