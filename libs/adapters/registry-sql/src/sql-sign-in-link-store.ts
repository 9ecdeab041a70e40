import type { SignInLinkStore } from '@vialog/access';
import type { Kysely } from 'kysely';
import type { RegistryTables } from './registry-tables.ts';

/** Sign-in links; another process (the command line) may have issued them. */
export class SqlSignInLinkStore implements SignInLinkStore {
  readonly #db: Kysely<RegistryTables>;

  constructor(db: Kysely<RegistryTables>) {
    this.#db = db;
  }

  async put(link: { secretHash: string; expiresAt: number }, now: number): Promise<void> {
    await this.#db.deleteFrom('sign_in_links').where('expires_at', '<=', now).execute();
    await this.#db
      .insertInto('sign_in_links')
      .values({ secret_hash: link.secretHash, expires_at: link.expiresAt })
      .execute();
  }

  async take(secretHash: string): Promise<number | undefined> {
    const row = await this.#db
      .deleteFrom('sign_in_links')
      .where('secret_hash', '=', secretHash)
      .returning('expires_at')
      .executeTakeFirst();
    return row?.expires_at;
  }
}
