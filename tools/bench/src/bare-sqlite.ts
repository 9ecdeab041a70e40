import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { CountEvent } from '@vialog/contracts';

const classes = ['person', 'bicycle', 'car', 'motorcycle', 'bus', 'truck'] as const;
const columns = [
  'slot',
  'place',
  'kind',
  ...classes,
  ...classes.map((name) => `peak_${name}`),
  'total',
  'vehicle',
  'two_wheeler',
  'occupied',
  'unknown',
  'capacity',
  'frames_used',
  'frames_reused',
  'frames_expected',
  'reason',
  'slots',
  'captured',
  'indexed',
];
const summed = [...classes, 'total'];

/**
 * The bare layout: integers into one table and one upsert of their bucket, prepared statements, commits of 2,000. No
 * validation, no thread, no dimension table, no results per record.
 */
export class BareSqlite {
  readonly #db: DatabaseSync;
  readonly #slot: StatementSync;
  readonly #bin: StatementSync;

  constructor(path: string) {
    this.#db = new DatabaseSync(path);
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536');
    this.#db
      .exec(`CREATE TABLE e (${columns.map((c) => `${c} INTEGER`).join(', ')}, PRIMARY KEY (slot, place)) WITHOUT ROWID;
      CREATE TABLE b (place INTEGER, bin INTEGER, n INTEGER, ${summed.map((c) => `sum_${c} INTEGER, max_${c} INTEGER`).join(', ')},
        PRIMARY KEY (place, bin)) WITHOUT ROWID`);
    this.#slot = this.#db.prepare(
      `INSERT INTO e VALUES (${columns.map(() => '?').join(', ')}) ON CONFLICT DO UPDATE SET kind = excluded.kind WHERE excluded.kind > kind`,
    );
    this.#bin = this.#db.prepare(`INSERT INTO b VALUES (?, ?, 1, ${summed.map(() => '?, ?').join(', ')})
      ON CONFLICT DO UPDATE SET n = n + 1, ${summed.map((c) => `sum_${c} = sum_${c} + excluded.sum_${c}, max_${c} = max(max_${c}, excluded.max_${c})`).join(', ')}`);
  }

  /** Writes rows from `bareRow`. */
  write(rows: readonly (readonly number[])[]): void {
    for (let i = 0; i < rows.length; i += 2000) {
      this.#db.exec('BEGIN');
      for (const row of rows.slice(i, i + 2000)) this.#one(row);
      this.#db.exec('COMMIT');
    }
  }

  #one(row: readonly number[]): void {
    if (this.#slot.run(...row).changes === 0) return;
    const [slot = 0, place = 0] = row;
    const counts = [...row.slice(3, 9), row[15] ?? 0].flatMap((count) => [count, count]);
    this.#bin.run(place, Math.floor(slot / 900_000), ...counts);
  }

  close(): void {
    this.#db.close();
  }
}

/** Converts a record to the integers of its row. */
export function bareRow(event: CountEvent): number[] {
  const slot = Date.parse(event.slotStartAt);
  const of = (counts: CountEvent['counts']): number[] => classes.map((name) => counts?.[name] ?? 0);
  return [
    slot,
    Number(event.cameraId.slice(3)),
    1,
    ...of(event.counts),
    ...of(event.peak),
    event.total ?? 0,
    event.vehicle ?? 0,
    event.twoWheeler ?? 0,
    0,
    0,
    0,
    event.framesUsed,
    event.framesReused,
    event.framesExpected,
    0,
    event.slots,
    9000,
    60_000,
  ];
}
