import { epochOf, healthChange, isoOf, maxHealthChanges, type HealthChange } from '@vialog/contracts';
import type { HealthHistory, RecordedChange } from '@vialog/registry';
import type { Kysely, Transaction } from 'kysely';
import type { HealthChangesTable, RegistryTables } from './registry-tables.ts';

/** Rows per statement: PostgreSQL and SQLite limit the parameters of one. */
const batchSize = 500;

/** The last changes of the state of each camera, in the database of the registry. */
export class SqlHealthHistory implements HealthHistory {
  readonly #db: Kysely<RegistryTables>;

  constructor(db: Kysely<RegistryTables>) {
    this.#db = db;
  }

  async append(changes: readonly RecordedChange[]): Promise<void> {
    if (changes.length === 0) return;
    await this.#db.transaction().execute(async (trx) => {
      for (let from = 0; from < changes.length; from += batchSize)
        await appendBatch(trx, changes.slice(from, from + batchSize));
      for (const cameraId of new Set(changes.map((change) => change.cameraId))) await trim(trx, cameraId);
    });
  }

  async last(cameraId: string, limit: number): Promise<readonly HealthChange[]> {
    const rows = await this.#db
      .selectFrom('health_changes')
      .selectAll()
      .where('camera_id', '=', cameraId)
      .orderBy('changed_at', 'desc')
      .limit(limit)
      .execute();
    return rows.map(changeOf);
  }
}

/** Skips changes of cameras that are not in the registry: health can arrive after its camera was erased. */
async function appendBatch(
  trx: Transaction<RegistryTables>,
  batch: readonly RecordedChange[],
): Promise<void> {
  const cameraIds = [...new Set(batch.map((change) => change.cameraId))];
  const cameras = await trx
    .selectFrom('cameras')
    .select('camera_id')
    .where('camera_id', 'in', cameraIds)
    .execute();
  const known = new Set(cameras.map((camera) => camera.camera_id));
  const rows = batch.filter((change) => known.has(change.cameraId)).map(rowOf);
  if (rows.length === 0) return;
  await trx
    .insertInto('health_changes')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['camera_id', 'changed_at', 'state']).doNothing())
    .execute();
}

async function trim(trx: Transaction<RegistryTables>, cameraId: string): Promise<void> {
  await trx
    .deleteFrom('health_changes')
    .where('camera_id', '=', cameraId)
    .where('changed_at', '<=', (query) =>
      query
        .selectFrom('health_changes as kept')
        .select('kept.changed_at')
        .where('kept.camera_id', '=', cameraId)
        .orderBy('kept.changed_at', 'desc')
        .limit(1)
        .offset(maxHealthChanges),
    )
    .execute();
}

const rowOf = ({ cameraId, changedAt, state, reason, detail }: RecordedChange): HealthChangesTable => ({
  camera_id: cameraId,
  changed_at: epochOf(changedAt),
  state,
  reason: reason ?? null,
  detail: detail ?? null,
});

function changeOf({ changed_at: at, state, reason, detail }: HealthChangesTable): HealthChange {
  const change = {
    changedAt: isoOf(Number(at)),
    state,
    ...(reason ? { reason } : {}),
    ...(detail ? { detail } : {}),
  };
  return healthChange.parse(change);
}
