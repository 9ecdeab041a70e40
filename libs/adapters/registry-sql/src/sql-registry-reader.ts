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

/** Interval between queries for changes of other processes, ms. */
const pollMs = 1_000;
/** Maximum changes per query. */
const batchSize = 200;

/** Reads the registry through its outbox: every change writes one row in its own transaction. */
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

  /** @throws {RegistryReset} when the database was restored from a backup, or is another one */
  async #checkPosition({ epoch, revision }: RegistryPosition): Promise<void> {
    const current = await positionOf(this.#db);
    if (current.epoch !== epoch || current.revision < revision) throw new RegistryReset();
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
      .limit(batchSize)
      .execute();
  }
}

interface ChangeRow {
  readonly revision: number;
  readonly camera_id: string;
  readonly version: number | null;
  readonly record: string | null;
}

/** Undefined for a version of a camera that was erased later: its record does not exist any more. */
function changeOf(row: ChangeRow): RegistryChange | undefined {
  const { revision, camera_id: cameraId, version, record } = row;
  if (version === null) return { kind: 'erased', revision, cameraId };
  return record === null ? undefined : { kind: 'version', revision, camera: cameraOf({ record }) };
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
