import type { Kysely } from 'kysely';
import { text } from './column-types.ts';

/** A run is removed with its schedule. */
export async function createReportSchedules(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('report_schedules')
    .addColumn('schedule_id', text(db), (column) => column.primaryKey())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('record', text(db), (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('report_runs')
    .addColumn('run_id', text(db), (column) => column.primaryKey())
    .addColumn('schedule_id', text(db), (column) =>
      column.notNull().references('report_schedules.schedule_id').onDelete('cascade'),
    )
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('record', text(db), (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('report_runs_by_time')
    .on('report_runs')
    .columns(['schedule_id', 'due_at'])
    .unique()
    .execute();
}

/** Outboxes hold events of reports, too. */
export async function addReportDeliveries(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('alert_deliveries').renameColumn('alert_id', 'subject').execute();
  await db.schema
    .alterTable('alert_deliveries')
    .addColumn('kind', text(db), (column) => column.notNull().defaultTo('alert'))
    .execute();
  await db.schema
    .createIndex('alert_deliveries_by_subject')
    .on('alert_deliveries')
    .columns(['kind', 'subject'])
    .execute();
}
