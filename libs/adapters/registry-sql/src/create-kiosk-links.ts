import type { Kysely } from 'kysely';
import { text } from './column-types.ts';

export async function createKioskLinks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('kiosk_links')
    .addColumn('kiosk_link_id', text(db), (column) => column.primaryKey())
    .addColumn('name', text(db), (column) => column.notNull())
    .addColumn('secret_hash', text(db), (column) => column.notNull().unique())
    .addColumn('created_by', text(db), (column) => column.notNull())
    .addColumn('issuer', text(db), (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
}
