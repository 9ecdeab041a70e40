import { permissions as all } from '@vialog/contracts';
import type { Session, SessionStore } from '@vialog/access';
import type { Kysely } from 'kysely';
import type { RegistryTables, SessionsTable } from './registry-tables.ts';

/** Sessions that survive a restart. */
export class SqlSessionStore implements SessionStore {
  readonly #db: Kysely<RegistryTables>;

  constructor(db: Kysely<RegistryTables>) {
    this.#db = db;
  }

  async put(session: Session, now: number): Promise<void> {
    const row = rowOf(session);
    await this.#db.transaction().execute(async (trx) => {
      await trx.deleteFrom('sessions').where('expires_at', '<=', now).execute();
      await trx
        .insertInto('sessions')
        .values(row)
        .onConflict((conflict) => conflict.column('secret_hash').doUpdateSet(row))
        .execute();
    });
  }

  async get(secretHash: string): Promise<Session | undefined> {
    const row = await this.#db
      .selectFrom('sessions')
      .selectAll()
      .where('secret_hash', '=', secretHash)
      .executeTakeFirst();
    return row && sessionOf(row);
  }

  async remove(secretHash: string): Promise<void> {
    await this.#db.deleteFrom('sessions').where('secret_hash', '=', secretHash).execute();
  }
}

function rowOf(session: Session): SessionsTable {
  return {
    secret_hash: session.secretHash,
    name: session.name,
    permissions: session.permissions.join(' '),
    issuer: session.issuer,
    created_at: session.createdAt,
    expires_at: session.expiresAt,
  };
}

function sessionOf(row: SessionsTable): Session {
  const kept = row.permissions.split(' ');
  return {
    secretHash: row.secret_hash,
    name: row.name,
    permissions: all.filter((permission) => kept.includes(permission)),
    issuer: row.issuer,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}
