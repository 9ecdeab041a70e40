/** SQLite's extended code (number) and PostgreSQL's SQLSTATE (text) of a broken unique constraint. */
const uniqueViolation: readonly unknown[] = [2067, 1555, '23505'];

/** Whether the database refused a row because its key is taken. One place knows the codes of both databases. */
export function isUniqueViolation(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { errcode, code } = error as { errcode?: unknown; code?: unknown };
  return uniqueViolation.includes(errcode) || uniqueViolation.includes(code);
}

/** Whether SQLite found no room to write (SQLITE_FULL, also as an extended code). */
export const isFull = (error: unknown): boolean => primaryCode(error) === 13;

/** Whether SQLite found another writer at work (SQLITE_BUSY, also as an extended code). */
export const isBusy = (error: unknown): boolean => primaryCode(error) === 5;

function primaryCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { errcode } = error as { errcode?: unknown };
  return typeof errcode === 'number' ? errcode & 0xff : undefined;
}
