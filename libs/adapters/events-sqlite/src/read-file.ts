import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { hasLayout, layoutVersion } from './day-layout.ts';
import type { PlaceFacts } from './place-facts.ts';

/** A place of one file. */
export interface Place {
  readonly id: number;
  readonly zone: number;
  readonly facts: PlaceFacts;
  /** JSON of the facts, equal in all files. */
  readonly text: string;
  /** cameraId-zoneId: the end of the event id, which orders slots with the same start. */
  readonly name: string;
}

type Value = number | string | null;
export type Row = Record<string, Value>;

/** First and last slot start. Two subqueries, because SQLite reads the whole table for both in one query. */
export const edgeSql = 'SELECT (SELECT min(slot) FROM slot) AS first, (SELECT max(slot) FROM slot) AS last';

/** A file opened for reading. Caches prepared statements and places; new places are read on demand. */
export class ReadFile {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #places: Place[] = [];
  readonly #byId = new Map<number, Place>();
  readonly #byText = new Map<string, Place>();

  constructor(path: string) {
    this.#db = new DatabaseSync(path);
    this.#db.exec('PRAGMA busy_timeout = 2000; PRAGMA cache_size = -32768; PRAGMA query_only = ON');
    const version = Number(this.#db.prepare('PRAGMA user_version').get()?.['user_version']);
    if (version === layoutVersion || version === 0) return;
    this.#db.close();
    throw new Error(
      `expected layout ${layoutVersion} in ${path}, found layout ${version}; use a newer version of Vialog`,
    );
  }

  /** True until the writer created the tables. */
  get isEmpty(): boolean {
    return !hasLayout(this.#db);
  }

  /** False for files that were written before the table was added to the layout. */
  hasTable(name: string): boolean {
    return this.first('SELECT 1 FROM sqlite_schema WHERE name = ?', name) !== undefined;
  }

  rows(sql: string, ...values: readonly Value[]): readonly Row[] {
    return this.#statement(sql).all(...values) as Row[];
  }

  /** Rows as arrays of values, in the order of the columns: half the time for thousands of rows. */
  lists(sql: string, ...values: readonly Value[]): readonly (readonly Value[])[] {
    const statement = this.#statement(sql, asLists);
    return statement.all(...values) as unknown as Value[][];
  }

  first(sql: string, ...values: readonly Value[]): Row | undefined {
    return this.#statement(sql).get(...values) as Row | undefined;
  }

  places(): readonly Place[] {
    const last = this.#places.at(-1)?.id ?? 0;
    for (const row of this.rows('SELECT id, zone, facts FROM place WHERE id > ? ORDER BY id', last)) {
      const facts = JSON.parse(String(row['facts'])) as PlaceFacts;
      const name = `${facts.camera}-${facts.zone}`;
      const place = {
        id: Number(row['id']),
        zone: Number(row['zone']),
        facts,
        text: String(row['facts']),
        name,
      };
      this.#places.push(place);
      this.#byId.set(place.id, place);
      this.#byText.set(place.text, place);
    }
    return this.#places;
  }

  /** A place by its id in this file. Call `places` before. */
  place(id: number): Place {
    const place = this.#byId.get(id);
    if (!place) throw new Error(`a row refers to place ${id}, which its file does not have`);
    return place;
  }

  placeLike(other: Place): Place | undefined {
    return this.#byText.get(other.text);
  }

  /** Starts a read transaction, a consistent view of the file until `endView`. */
  beginView(): void {
    this.#db.exec('BEGIN');
  }

  endView(): void {
    if (this.#db.isTransaction) this.#db.exec('COMMIT');
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  #statement(sql: string, prepare = asRows): StatementSync {
    const key = prepare === asRows ? sql : `lists: ${sql}`;
    let statement = this.#statements.get(key);
    if (!statement) this.#statements.set(key, (statement = prepare(this.#db, sql)));
    return statement;
  }
}

const asRows = (db: DatabaseSync, sql: string): StatementSync => db.prepare(sql);

function asLists(db: DatabaseSync, sql: string): StatementSync {
  const statement = db.prepare(sql);
  statement.setReturnArrays(true);
  return statement;
}
