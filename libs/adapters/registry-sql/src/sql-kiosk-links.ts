import type { KioskLinkStore, StoredKioskLink } from '@vialog/access';
import type { Kysely } from 'kysely';
import type { KioskLinksTable, RegistryTables } from './registry-tables.ts';

/** Kiosk links, which every process that serves the API reads. */
export class SqlKioskLinks implements KioskLinkStore {
  readonly #db: Kysely<RegistryTables>;

  constructor(db: Kysely<RegistryTables>) {
    this.#db = db;
  }

  async add(link: StoredKioskLink): Promise<void> {
    await this.#db.insertInto('kiosk_links').values(rowOf(link)).execute();
  }

  async byHash(secretHash: string): Promise<StoredKioskLink | undefined> {
    const row = await this.#db
      .selectFrom('kiosk_links')
      .selectAll()
      .where('secret_hash', '=', secretHash)
      .executeTakeFirst();
    return row && linkOf(row);
  }

  async list(): Promise<readonly StoredKioskLink[]> {
    const rows = await this.#db
      .selectFrom('kiosk_links')
      .selectAll()
      .orderBy('created_at')
      .orderBy('kiosk_link_id')
      .execute();
    return rows.map(linkOf);
  }

  async remove(kioskLinkId: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('kiosk_links')
      .where('kiosk_link_id', '=', kioskLinkId)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }
}

const rowOf = (link: StoredKioskLink): KioskLinksTable => ({
  kiosk_link_id: link.kioskLinkId,
  name: link.name,
  secret_hash: link.secretHash,
  created_by: link.createdBy,
  issuer: link.issuer,
  created_at: link.createdAt,
  expires_at: link.expiresAt,
});

const linkOf = (row: KioskLinksTable): StoredKioskLink => ({
  kioskLinkId: row.kiosk_link_id,
  name: row.name,
  secretHash: row.secret_hash,
  createdBy: row.created_by,
  issuer: row.issuer,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
});
