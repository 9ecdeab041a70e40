import type { RegistryChange, RegistryReader, RegistrySnapshot } from '@vialog/registry';
import { sql, type Kysely } from 'kysely';
import type { ChangeNotifier } from './change-notifier.ts';
import type { RegistryTables } from './registry-tables.ts';
import { cameraOf } from './sql-camera-directory.ts';

/** How long a change made by another process may stay unseen, ms. */
const pollMs = 1_000;
const batch = 200;

/** Reads the outbox that every change writes in its own transaction. */
export class SqlRegistryReader implements RegistryReader {
  readonly #db: Kysely<RegistryTables>;
  readonly #bell: ChangeNotifier;

  constructor(db: Kysely<RegistryTables>, bell: ChangeNotifier) {
    this.#db = db;
    this.#bell = bell;
  }

  snapshot(): Promise<RegistrySnapshot> {
    return this.#db.transaction().execute(async (trx) => {
      const newest = await trx
        .selectFrom('registry_changes')
        .select(sql<number>`coalesce(max(revision), 0)`.as('revision'))
        .executeTakeFirstOrThrow();
      const rows = await trx.selectFrom('cameras').select('record').orderBy('camera_id').execute();
      return { revision: Number(newest.revision), cameras: rows.map(cameraOf) };
    });
  }

  async *changes(after: number, signal: AbortSignal): AsyncIterable<RegistryChange> {
    let seen = after;
    while (!signal.aborted) {
      const waiting = this.#bell.listen();
      const rows = await this.#after(seen);
      for (const row of rows) {
        if (signal.aborted) return;
        seen = row.revision;
        const change = changeOf(row);
        if (change) yield change;
      }
      if (rows.length === 0) await waiting.until(pollMs, signal);
    }
  }

  #after(revision: number): Promise<ChangeRow[]> {
    return this.#db
      .selectFrom('registry_changes as change')
      .leftJoin('camera_versions as version', (join) =>
        join
          .onRef('version.camera_id', '=', 'change.camera_id')
          .onRef('version.version', '=', 'change.version'),
      )
      .select(['change.revision', 'change.camera_id', 'change.version', 'version.record'])
      .where('change.revision', '>', revision)
      .orderBy('change.revision')
      .limit(batch)
      .execute();
  }
}

interface ChangeRow {
  readonly revision: number;
  readonly camera_id: string;
  readonly version: number | null;
  readonly record: string | null;
}

/** A version whose camera was erased since has no record any more and is left out. */
function changeOf(row: ChangeRow): RegistryChange | undefined {
  if (row.version === null) return { revision: row.revision, erased: row.camera_id };
  return row.record === null
    ? undefined
    : { revision: row.revision, camera: cameraOf({ record: row.record }) };
}
