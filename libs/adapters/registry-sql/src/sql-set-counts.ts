import { epochOf, setCount, type SetCount } from '@vialog/contracts';
import type { SetCountStore } from '@vialog/registry';
import type { Kysely } from 'kysely';
import type { RegistryTables } from './registry-tables.ts';

/** Set counts of sites as JSON records. */
export class SqlSetCounts implements SetCountStore {
  readonly #db: Kysely<RegistryTables>;

  constructor(db: Kysely<RegistryTables>) {
    this.#db = db;
  }

  async add(count: SetCount): Promise<void> {
    const row = {
      set_count_id: count.setCountId,
      site_id: count.siteId,
      counted_at: epochOf(count.countedAt),
      created_at: epochOf(count.createdAt),
      record: JSON.stringify(count),
    };
    await this.#db.insertInto('set_counts').values(row).execute();
  }

  async ofSite(
    siteId: string,
    { limit, before }: { readonly limit: number; readonly before?: number },
  ): Promise<readonly SetCount[]> {
    const rows = await this.#db
      .selectFrom('set_counts')
      .select('record')
      .where('site_id', '=', siteId)
      .$if(before !== undefined, (query) => query.where('counted_at', '<', before as number))
      .orderBy('counted_at', 'desc')
      .orderBy('created_at', 'desc')
      .orderBy('set_count_id')
      .limit(limit)
      .execute();
    return rows.map((row) => setCount.parse(JSON.parse(row.record)));
  }
}
