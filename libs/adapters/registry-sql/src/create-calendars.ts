import type { Kysely } from 'kysely';
import { text } from './column-types.ts';

/** The events of a calendar are beside its record, because lists do not read them. */
export async function createCalendars(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('calendars')
    .addColumn('calendar_id', text(db), (column) => column.primaryKey())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('record', text(db), (column) => column.notNull())
    .addColumn('events', text(db), (column) => column.notNull())
    .execute();
}
