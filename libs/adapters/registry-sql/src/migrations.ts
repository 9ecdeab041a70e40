import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration, type MigrationProvider } from 'kysely/migration';
import { cameraReference, isPostgres, text } from './column-types.ts';
import { createAccuracyChecks } from './create-accuracy-checks.ts';
import { createCalendars } from './create-calendars.ts';
import { createKioskLinks } from './create-kiosk-links.ts';
import { addReportDeliveries, createReportSchedules } from './create-report-schedules.ts';

/** In this order. A released migration never changes. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-registry': { up: createRegistry },
  '0002-access': { up: createAccess },
  '0003-marks': { up: createMarks },
  '0004-health-changes': { up: createHealthChanges },
  '0005-hand-counts': { up: createHandCounts },
  '0006-set-counts': { up: createSetCounts },
  '0007-saved-searches': { up: createSavedSearches },
  '0008-alerts': { up: createAlerts },
  '0009-model-bindings': { up: createModelBindings },
  '0010-alert-channels': { up: createAlertChannels },
  '0011-accuracy-checks': { up: createAccuracyChecks },
  '0012-calendars': { up: createCalendars },
  '0013-report-schedules': { up: createReportSchedules },
  '0014-report-deliveries': { up: addReportDeliveries },
  '0015-kiosk-links': { up: createKioskLinks },
};

/**
 * Brings the tables up to date.
 * @throws {Error} when a migration fails; `cause` is the error of the database
 */
export async function migrate(database: Kysely<unknown>): Promise<void> {
  const provider: MigrationProvider = { getMigrations: () => Promise.resolve({ ...migrations }) };
  const { error, results } = await new Migrator({ db: database, provider }).migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'a migration';
  throw new Error(`The registry database could not be brought up to date: ${failed} failed.`, {
    cause: error,
  });
}

async function createRegistry(db: Kysely<unknown>): Promise<void> {
  await createCameras(db);
  await db.schema
    .createTable('sites')
    .addColumn('site_id', text(db), (column) => column.primaryKey())
    .addColumn('sort_name', text(db), (column) => column.notNull())
    .addColumn('record', text(db), (column) => column.notNull())
    .execute();
  await db.schema.createIndex('sites_by_name').on('sites').columns(['sort_name', 'site_id']).execute();
  await db.schema
    .createTable('registry_changes')
    .addColumn('revision', isPostgres(db) ? 'bigint' : 'integer', (column) =>
      isPostgres(db) ? column.primaryKey().generatedAlwaysAsIdentity() : column.primaryKey().autoIncrement(),
    )
    .addColumn('camera_id', text(db), (column) => column.notNull())
    .addColumn('version', 'integer')
    .execute();
}

async function createCameras(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('cameras')
    .addColumn('camera_id', text(db), (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('sort_name', text(db), (column) => column.notNull())
    .addColumn('search_text', text(db), (column) => column.notNull())
    .addColumn('code', text(db), (column) => column.unique())
    .addColumn('lifecycle', text(db), (column) => column.notNull())
    .addColumn('record', text(db), (column) => column.notNull())
    .execute();
  await db.schema.createIndex('cameras_by_name').on('cameras').columns(['sort_name', 'camera_id']).execute();
  await db.schema
    .createTable('camera_versions')
    .addColumn('camera_id', text(db), cameraReference)
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('valid_from', 'bigint', (column) => column.notNull())
    .addColumn('record', text(db), (column) => column.notNull())
    .addPrimaryKeyConstraint('camera_versions_key', ['camera_id', 'version'])
    .execute();
  await pairTable(db, 'camera_zones', 'zone_id');
  await pairTable(db, 'camera_sites', 'site_id');
  await db.schema.createIndex('camera_sites_by_site').on('camera_sites').column('site_id').execute();
}

async function pairTable(db: Kysely<unknown>, table: string, second: string): Promise<void> {
  await db.schema
    .createTable(table)
    .addColumn('camera_id', text(db), cameraReference)
    .addColumn(second, text(db), (column) => column.notNull())
    .addPrimaryKeyConstraint(`${table}_key`, ['camera_id', second])
    .execute();
}

async function createAccess(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sessions')
    .addColumn('secret_hash', text(db), (column) => column.primaryKey())
    .addColumn('name', text(db), (column) => column.notNull())
    .addColumn('permissions', text(db), (column) => column.notNull())
    .addColumn('issuer', text(db), (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('sign_in_links')
    .addColumn('secret_hash', text(db), (column) => column.primaryKey())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
}

/** Facts about the registry as a whole. Its epoch identifies this registry: copies compare it. */
async function createMarks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('registry_marks')
    .addColumn('name', text(db), (column) => column.primaryKey())
    .addColumn('value', text(db), (column) => column.notNull())
    .execute();
  await sql`insert into registry_marks (name, value) values ('epoch', ${randomUUID()})`.execute(db);
}

/** Without a reference to the cameras: health can arrive after its camera was erased. */
async function createHealthChanges(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('health_changes')
    .addColumn('camera_id', text(db), (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addColumn('state', text(db), (column) => column.notNull())
    .addColumn('reason', text(db))
    .addColumn('detail', text(db))
    .addPrimaryKeyConstraint('health_changes_key', ['camera_id', 'changed_at', 'state'])
    .execute();
}

async function createHandCounts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('hand_counts')
    .addColumn('hand_count_id', text(db), (column) => column.primaryKey())
    .addColumn('camera_id', text(db), cameraReference)
    .addColumn('start_at', 'bigint', (column) => column.notNull())
    .addColumn('record', text(db), (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('hand_counts_by_camera')
    .on('hand_counts')
    .columns(['camera_id', 'start_at'])
    .execute();
}

async function createSetCounts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('set_counts')
    .addColumn('set_count_id', text(db), (column) => column.primaryKey())
    .addColumn('site_id', text(db), (column) =>
      column.notNull().references('sites.site_id').onDelete('cascade'),
    )
    .addColumn('counted_at', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('record', text(db), (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('set_counts_by_site')
    .on('set_counts')
    .columns(['site_id', 'counted_at'])
    .execute();
}

async function createSavedSearches(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('saved_searches')
    .addColumn('saved_search_id', text(db), (column) => column.primaryKey())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('record', text(db), (column) => column.notNull())
    .execute();
}

async function createAlerts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('alert_rules')
    .addColumn('rule_id', text(db), (column) => column.primaryKey())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('record', text(db), (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('alert_rule_states')
    .addColumn('rule_id', text(db), (column) => column.primaryKey())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('state', text(db), (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('leases')
    .addColumn('name', text(db), (column) => column.primaryKey())
    .addColumn('holder', text(db), (column) => column.notNull())
    .addColumn('token', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
  await createAlertTable(db);
}

/** Alerts outlive their rule. `sequence` grows with every change of an alert. */
async function createAlertTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('alerts')
    .addColumn('alert_id', text(db), (column) => column.primaryKey())
    .addColumn('sequence', 'bigint', (column) => column.notNull().unique())
    .addColumn('rule_id', text(db), (column) => column.notNull())
    .addColumn('state', text(db), (column) => column.notNull())
    .addColumn('raised_at', 'bigint', (column) => column.notNull())
    .addColumn('closed_at', 'bigint')
    .addColumn('record', text(db), (column) => column.notNull())
    .execute();
  await db.schema.createIndex('alerts_by_time').on('alerts').columns(['raised_at', 'alert_id']).execute();
  await db.schema.createIndex('alerts_by_state').on('alerts').columns(['state', 'raised_at']).execute();
}

/** All steps in their order, and the newest one of each scope, which writers compare. */
async function createModelBindings(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('model_steps')
    .addColumn('position', isPostgres(db) ? 'bigint' : 'integer', (column) =>
      isPostgres(db) ? column.primaryKey().generatedAlwaysAsIdentity() : column.primaryKey().autoIncrement(),
    )
    .addColumn('step_id', text(db), (column) => column.notNull().unique())
    .addColumn('scope', text(db), (column) => column.notNull())
    .addColumn('record', text(db), (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('model_steps_by_scope')
    .on('model_steps')
    .columns(['scope', 'position'])
    .execute();
  await db.schema
    .createTable('model_bindings')
    .addColumn('scope', text(db), (column) => column.primaryKey())
    .addColumn('kind', text(db), (column) => column.notNull())
    .addColumn('step_id', text(db), (column) => column.notNull())
    .addColumn('record', text(db), (column) => column.notNull())
    .execute();
}

/** A delivery outlives its alert while it waits. */
async function createAlertChannels(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('alert_channels')
    .addColumn('channel_id', text(db), (column) => column.primaryKey())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('secret', text(db), (column) => column.notNull())
    .addColumn('record', text(db), (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('alert_deliveries')
    .addColumn('channel_id', text(db), (column) =>
      column.notNull().references('alert_channels.channel_id').onDelete('cascade'),
    )
    .addColumn('event_id', text(db), (column) => column.notNull())
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('alert_id', text(db), (column) => column.notNull())
    .addColumn('state', text(db), (column) => column.notNull())
    .addColumn('record', text(db), (column) => column.notNull())
    .addColumn('body', text(db), (column) => column.notNull())
    .addPrimaryKeyConstraint('alert_deliveries_key', ['channel_id', 'event_id'])
    .execute();
  await db.schema
    .createIndex('alert_deliveries_by_number')
    .on('alert_deliveries')
    .columns(['channel_id', 'number'])
    .unique()
    .execute();
  await db.schema
    .createIndex('alert_deliveries_by_state')
    .on('alert_deliveries')
    .columns(['channel_id', 'state', 'number'])
    .execute();
}
