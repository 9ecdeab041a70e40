import type { RegistryMarks } from '@vialog/registry';
import type { Kysely } from 'kysely';
import type { RegistryTables } from './registry-tables.ts';

/** Named values about the whole registry, stored in its database. */
export class SqlRegistryMarks implements RegistryMarks {
  readonly #db: Kysely<RegistryTables>;

  constructor(db: Kysely<RegistryTables>) {
    this.#db = db;
  }

  async mark(name: string): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom('registry_marks')
      .select('value')
      .where('name', '=', name)
      .executeTakeFirst();
    return row?.value;
  }

  async setMark(name: string, value: string): Promise<void> {
    await this.#db
      .insertInto('registry_marks')
      .values({ name, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
  }
}
