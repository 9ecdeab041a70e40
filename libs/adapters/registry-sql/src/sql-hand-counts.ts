import { epochOf, handCount, type HandCount } from '@vialog/contracts';
import type { HandCountStore } from '@vialog/registry';
import type { Kysely } from 'kysely';
import type { RegistryTables } from './registry-tables.ts';

/** Hand counts of cameras as JSON records. */
export class SqlHandCounts implements HandCountStore {
  readonly #db: Kysely<RegistryTables>;

  constructor(db: Kysely<RegistryTables>) {
    this.#db = db;
  }

  async add(count: HandCount): Promise<void> {
    const row = {
      hand_count_id: count.handCountId,
      camera_id: count.cameraId,
      start_at: epochOf(count.startAt),
      record: JSON.stringify(count),
    };
    await this.#db.insertInto('hand_counts').values(row).execute();
  }

  async ofCamera(cameraId: string, limit: number): Promise<readonly HandCount[]> {
    const rows = await this.#db
      .selectFrom('hand_counts')
      .select('record')
      .where('camera_id', '=', cameraId)
      .orderBy('start_at', 'desc')
      .orderBy('hand_count_id')
      .limit(limit)
      .execute();
    return rows.map((row) => handCount.parse(JSON.parse(row.record)));
  }
}
