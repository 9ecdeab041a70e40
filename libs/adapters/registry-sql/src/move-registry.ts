import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, type Transaction } from 'kysely';
import { migrate } from './migrations.ts';
import { NodeSqliteDialect, openSqlite } from './node-sqlite-dialect.ts';
import { openPool, SerializedTransactionsDialect } from './postgres-dialect.ts';
import type { RegistryTables } from './registry-tables.ts';

export interface MoveRegistryOptions {
  /** SQLite file that is copied; it is not changed, except that its tables are migrated. */
  readonly sqlitePath: string;
  /** PostgreSQL database without cameras and sites. */
  readonly url: string;
}

export interface MovedRegistry {
  readonly cameras: number;
  readonly sites: number;
}

type Database = Kysely<RegistryTables>;

/**
 * Copies cameras with all versions, hand counts, comparisons and states, model bindings, sites with their set counts, saved
 * searches, calendars, alert rules, alerts, alert channels, schedules of reports with their runs, and marks from a SQLite registry
 * to PostgreSQL, in one transaction. Sessions, sign-in links and kiosk links are not copied: users sign in again, and screens need a new link. The new registry has its own
 * epoch.
 * @throws {Error} when the file does not exist or the PostgreSQL registry is not empty
 */
export async function moveRegistry({ sqlitePath, url }: MoveRegistryOptions): Promise<MovedRegistry> {
  if (!existsSync(sqlitePath))
    throw new Error(`The registry ${sqlitePath} does not exist; expected a SQLite file.`);
  const pool = openPool({ url, onConnectionError: () => undefined });
  const from: Database = new Kysely({ dialect: new NodeSqliteDialect(openSqlite(sqlitePath)) });
  const to: Database = new Kysely({ dialect: new SerializedTransactionsDialect(pool) });
  try {
    for (const database of [from, to]) await migrate(database as Kysely<unknown>);
    return await to.transaction().execute((trx) => copyAll(from, trx));
  } finally {
    await Promise.all([from.destroy(), to.destroy()]);
  }
}

async function copyAll(from: Database, to: Transaction<RegistryTables>): Promise<MovedRegistry> {
  const changed = await to.selectFrom('registry_changes').select('revision').limit(1).execute();
  const sites = await to.selectFrom('sites').select('site_id').limit(1).execute();
  if (changed.length + sites.length > 0)
    throw new Error('The PostgreSQL registry is not empty; expected a database without cameras and sites.');
  const cameras = await copy(from, to, 'cameras');
  await copy(from, to, 'camera_versions');
  await copy(from, to, 'camera_zones');
  await copy(from, to, 'camera_sites');
  await copy(from, to, 'accuracy_checks');
  await copy(from, to, 'health_changes');
  const changes = await from.selectFrom('registry_changes').selectAll().orderBy('revision').execute();
  for (const { camera_id: cameraId, version } of changes)
    await to.insertInto('registry_changes').values({ camera_id: cameraId, version }).execute();
  await copy(from, to, 'model_bindings');
  const steps = await from
    .selectFrom('model_steps')
    .select(['step_id', 'scope', 'record'])
    .orderBy('position')
    .execute();
  for (const step of steps) await to.insertInto('model_steps').values(step).execute();
  const marks = await from.selectFrom('registry_marks').selectAll().where('name', '!=', 'epoch').execute();
  if (marks.length > 0) await to.insertInto('registry_marks').values(marks).execute();
  const moved = { cameras, sites: await copy(from, to, 'sites') };
  await copy(from, to, 'set_counts');
  await copy(from, to, 'saved_searches');
  await copy(from, to, 'calendars');
  for (const table of ['alert_rules', 'alert_rule_states', 'alerts'] as const) await copy(from, to, table);
  for (const table of ['alert_channels', 'alert_deliveries'] as const) await copy(from, to, table);
  for (const table of ['report_schedules', 'report_runs'] as const) await copy(from, to, table);
  return moved;
}

/** Copies a table row by row and returns the number of rows. */
async function copy(
  from: Database,
  to: Transaction<RegistryTables>,
  table:
    | 'cameras'
    | 'camera_versions'
    | 'camera_zones'
    | 'camera_sites'
    | 'accuracy_checks'
    | 'health_changes'
    | 'saved_searches'
    | 'calendars'
    | 'alert_rules'
    | 'alert_rule_states'
    | 'alerts'
    | 'alert_channels'
    | 'report_schedules'
    | 'report_runs'
    | 'alert_deliveries'
    | 'model_bindings'
    | 'set_counts'
    | 'sites',
): Promise<number> {
  const rows = await from.selectFrom(table).selectAll().execute();
  for (const row of rows) await to.insertInto(table).values(row).execute();
  return rows.length;
}

/** Cameras in a SQLite registry, without opening it for writing; 0 when there is no such file or table. */
export function countSqliteCameras(path: string): number {
  if (!existsSync(path)) return 0;
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const hasTable = database.prepare("select 1 from sqlite_master where name = 'cameras'").get();
    return hasTable ? Number(database.prepare('select count(*) as n from cameras').get()?.['n']) : 0;
  } finally {
    database.close();
  }
}
