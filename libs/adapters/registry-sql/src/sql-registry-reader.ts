import {
  RegistryReset,
  type RegistryChange,
  type RegistryPosition,
  type RegistryReader,
  type RegistrySnapshot,
} from '@vialog/registry';
import { sql, type Kysely } from 'kysely';
import type { ChangeNotifier } from './change-notifier.ts';
import type { RegistryTables } from './registry-tables.ts';
import { allVersions, cameraOf, versionsOf } from './sql-camera-directory.ts';

/** How long a change made by another process may go unnoticed, ms. */
const pollMs = 1_000;
const batch = 200;

/** Reads the outbox row that every change writes in its own transaction. */
export class SqlRegistryReader implements RegistryReader {
  readonly #db: Kysely<RegistryTables>;
  readonly #notifier: ChangeNotifier;

  constructor(db: Kysely<RegistryTables>, notifier: ChangeNotifier) {
    this.#db = db;
    this.#notifier = notifier;
  }

  snapshot(): Promise<RegistrySnapshot> {
    return this.#db.transaction().execute(async (trx) => {
      const position = await positionOf(trx);
      return { position, cameras: await allVersions(trx), isComplete: true };
    });
  }

  versions(cameraIds?: readonly string[]): ReturnType<RegistryReader['versions']> {
    return versionsOf(this.#db, cameraIds);
  }

  async *changes(after: RegistryPosition, signal: AbortSignal): AsyncIterable<RegistryChange> {
    await this.#checkPosition(after);
    let seen = after.revision;
    while (!signal.aborted) {
      const changed = this.#notifier.listen();
      const rows = await this.#after(seen);
      if (rows.length === 0) await this.#checkPosition({ epoch: after.epoch, revision: seen });
      for (const row of rows) {
        if (signal.aborted) return;
        seen = row.revision;
        const change = changeOf(row);
        if (change) yield change;
      }
      if (rows.length === 0) await changed.until(pollMs, signal);
    }
  }

  /** @throws RegistryReset when the database was restored from a backup, or is another one */
  async #checkPosition({ epoch, revision }: RegistryPosition): Promise<void> {
    const now = await positionOf(this.#db);
    if (now.epoch !== epoch || now.revision < revision) throw new RegistryReset();
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

/** The version of a camera that was erased since has no record and is left out. */
function changeOf(row: ChangeRow): RegistryChange | undefined {
  if (row.version === null) return { revision: row.revision, erased: row.camera_id };
  return row.record === null
    ? undefined
    : { revision: row.revision, camera: cameraOf({ record: row.record }) };
}

async function positionOf(db: Kysely<RegistryTables>): Promise<RegistryPosition> {
  const { epoch, revision } = await db
    .selectFrom('registry_marks')
    .select([
      'value as epoch',
      sql<number>`(select coalesce(max(revision), 0) from registry_changes)`.as('revision'),
    ])
    .where('name', '=', 'epoch')
    .executeTakeFirstOrThrow();
  return { epoch, revision: Number(revision) };
}
