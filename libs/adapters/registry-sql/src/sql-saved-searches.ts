import { isDeepStrictEqual } from 'node:util';
import { epochOf, savedSearch, type SavedSearch } from '@vialog/contracts';
import type { SavedSearchStore } from '@vialog/alerting';
import type { Kysely } from 'kysely';
import type { RegistryTables } from './registry-tables.ts';

/** Saved searches as JSON records. */
export class SqlSavedSearches implements SavedSearchStore {
  readonly #db: Kysely<RegistryTables>;

  constructor(db: Kysely<RegistryTables>) {
    this.#db = db;
  }

  async add(search: SavedSearch): Promise<void> {
    const row = {
      saved_search_id: search.savedSearchId,
      created_at: epochOf(search.createdAt),
      record: JSON.stringify(search),
    };
    await this.#db.insertInto('saved_searches').values(row).execute();
  }

  replace(before: SavedSearch, after: SavedSearch): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      const stored = await searchIn(trx, before.savedSearchId);
      if (!isDeepStrictEqual(stored, before)) return false;
      await trx
        .updateTable('saved_searches')
        .set({ record: JSON.stringify(after) })
        .where('saved_search_id', '=', before.savedSearchId)
        .execute();
      return true;
    });
  }

  async remove(savedSearchId: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('saved_searches')
      .where('saved_search_id', '=', savedSearchId)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  byId(savedSearchId: string): Promise<SavedSearch | undefined> {
    return searchIn(this.#db, savedSearchId);
  }

  async list(): Promise<readonly SavedSearch[]> {
    const rows = await this.#db
      .selectFrom('saved_searches')
      .select('record')
      .orderBy('created_at')
      .orderBy('saved_search_id')
      .execute();
    return rows.map(recordOf);
  }
}

const recordOf = ({ record }: { readonly record: string }): SavedSearch =>
  savedSearch.parse(JSON.parse(record));

async function searchIn(db: Kysely<RegistryTables>, savedSearchId: string): Promise<SavedSearch | undefined> {
  const row = await db
    .selectFrom('saved_searches')
    .select('record')
    .where('saved_search_id', '=', savedSearchId)
    .executeTakeFirst();
  return row && recordOf(row);
}
