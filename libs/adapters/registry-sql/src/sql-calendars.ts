import { isDeepStrictEqual } from 'node:util';
import { calendarEvent, type CalendarEvent, type CalendarStore } from '@vialog/calendars';
import { calendar, epochOf, type Calendar } from '@vialog/contracts';
import type { Kysely } from 'kysely';
import type { RegistryTables } from './registry-tables.ts';

/** Calendars as JSON records, with their events. */
export class SqlCalendars implements CalendarStore {
  readonly #db: Kysely<RegistryTables>;

  constructor(db: Kysely<RegistryTables>) {
    this.#db = db;
  }

  async list(): Promise<readonly Calendar[]> {
    const rows = await this.#db
      .selectFrom('calendars')
      .select('record')
      .orderBy('created_at')
      .orderBy('calendar_id')
      .execute();
    return rows.map(recordOf);
  }

  byId(calendarId: string): Promise<Calendar | undefined> {
    return calendarIn(this.#db, calendarId);
  }

  async eventsOf(calendarId: string): Promise<readonly CalendarEvent[]> {
    const row = await this.#db
      .selectFrom('calendars')
      .select('events')
      .where('calendar_id', '=', calendarId)
      .executeTakeFirst();
    return row ? calendarEvent.array().parse(JSON.parse(row.events)) : [];
  }

  async add(added: Calendar, events: readonly CalendarEvent[]): Promise<void> {
    const row = {
      calendar_id: added.calendarId,
      created_at: epochOf(added.createdAt),
      record: JSON.stringify(added),
      events: JSON.stringify(events),
    };
    await this.#db.insertInto('calendars').values(row).execute();
  }

  replace(before: Calendar, after: Calendar, events?: readonly CalendarEvent[]): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      const stored = await calendarIn(trx, before.calendarId);
      if (!isDeepStrictEqual(stored, before)) return false;
      const record = JSON.stringify(after);
      await trx
        .updateTable('calendars')
        .set(events ? { record, events: JSON.stringify(events) } : { record })
        .where('calendar_id', '=', before.calendarId)
        .execute();
      return true;
    });
  }

  async remove(calendarId: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('calendars')
      .where('calendar_id', '=', calendarId)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }
}

const recordOf = ({ record }: { readonly record: string }): Calendar => calendar.parse(JSON.parse(record));

async function calendarIn(db: Kysely<RegistryTables>, calendarId: string): Promise<Calendar | undefined> {
  const row = await db
    .selectFrom('calendars')
    .select('record')
    .where('calendar_id', '=', calendarId)
    .executeTakeFirst();
  return row && recordOf(row);
}
