import { PostgresAdapter, sql, type Kysely } from 'kysely';

export const isPostgres = (db: Kysely<unknown>): boolean =>
  db.getExecutor().adapter instanceof PostgresAdapter;

/** Text sorted by its bytes, as SQLite does; PostgreSQL would use the server's locale. */
export const text = (db: Kysely<unknown>) => (isPostgres(db) ? sql`text collate "C"` : 'text');

export const cameraReference = (column: ColumnBuilder): ColumnBuilder =>
  column.notNull().references('cameras.camera_id').onDelete('cascade');

type ColumnBuilder = Parameters<
  NonNullable<Parameters<ReturnType<Kysely<unknown>['schema']['createTable']>['addColumn']>[2]>
>[0];
