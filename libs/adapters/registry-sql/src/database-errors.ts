import { sqliteFaultOf } from '@vialog/sqlite';

/** SQLSTATE of a violated unique constraint in PostgreSQL. */
const uniqueViolation = '23505';

/** Whether the database, SQLite or PostgreSQL, rejected a row because its key exists. */
export function isUniqueViolation(error: unknown): boolean {
  return (
    sqliteFaultOf(error) === 'uniqueViolation' ||
    (error as { code?: unknown } | null)?.code === uniqueViolation
  );
}
