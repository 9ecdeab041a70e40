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

  async replace(search: SavedSearch): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('saved_searches')
      .set({ record: JSON.stringify(search) })
      .where('saved_search_id', '=', search.savedSearchId)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async remove(savedSearchId: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('saved_searches')
      .where('saved_search_id', '=', savedSearchId)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  async byId(savedSearchId: string): Promise<SavedSearch | undefined> {
    const row = await this.#db
      .selectFrom('saved_searches')
      .select('record')
      .where('saved_search_id', '=', savedSearchId)
      .executeTakeFirst();
    return row && recordOf(row);
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
