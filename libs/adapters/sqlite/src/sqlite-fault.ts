/** Kind of an error of `node:sqlite` or of the file system. */
export type SqliteFault =
  'diskFull' | 'readOnly' | 'cannotOpen' | 'ioError' | 'busy' | 'corrupt' | 'uniqueViolation' | 'other';

/** Primary result codes, https://www.sqlite.org/rescode.html */
const primaryCodes: Readonly<Record<number, SqliteFault>> = {
  5: 'busy', // SQLITE_BUSY
  6: 'busy', // SQLITE_LOCKED
  8: 'readOnly', // SQLITE_READONLY
  10: 'ioError', // SQLITE_IOERR
  11: 'corrupt', // SQLITE_CORRUPT
  13: 'diskFull', // SQLITE_FULL; SQLite gives this code for ENOSPC only
  14: 'cannotOpen', // SQLITE_CANTOPEN
  26: 'corrupt', // SQLITE_NOTADB
};

const extendedCodes: Readonly<Record<number, SqliteFault>> = {
  1555: 'uniqueViolation', // SQLITE_CONSTRAINT_PRIMARYKEY
  2067: 'uniqueViolation', // SQLITE_CONSTRAINT_UNIQUE
};

const systemCodes: Readonly<Record<string, SqliteFault>> = {
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
  EROFS: 'readOnly',
  EACCES: 'readOnly',
  EPERM: 'readOnly',
  EIO: 'ioError',
};

/** Classifies an error by its SQLite result code, otherwise by its system error code. */
export function sqliteFaultOf(error: unknown): SqliteFault {
  if (typeof error !== 'object' || error === null) return 'other';
  const { errcode, code } = error as { errcode?: unknown; code?: unknown };
  if (typeof errcode === 'number') return extendedCodes[errcode] ?? primaryCodes[errcode & 0xff] ?? 'other';
  return (typeof code === 'string' ? systemCodes[code] : undefined) ?? 'other';
}

/** Faults that prevent writing until an operator acts, and what to do. */
const advice = {
  diskFull: 'the disk is full: free some space',
  readOnly:
    'the file or its file system is read-only: check its owner, its permissions and the mount options',
  cannotOpen: 'the file cannot be opened: check that its folder exists and that this user may write there',
  ioError: 'the disk reports an I/O error: check the disk, disk quotas and the system log',
} as const satisfies Partial<Record<SqliteFault, string>>;

/** What to do so that the database can be written again; undefined for faults that do not prevent writing. */
export function writeFaultAdvice(fault: SqliteFault): string | undefined {
  return fault in advice ? advice[fault as keyof typeof advice] : undefined;
}
