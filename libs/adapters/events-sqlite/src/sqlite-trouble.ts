/** What an error of SQLite means to a caller. */
export type Trouble = 'full' | 'locked' | 'corrupt' | 'other';

/** Result codes, https://www.sqlite.org/rescode.html; the low byte is the primary one. */
const troubles: Readonly<Record<number, Trouble>> = {
  5: 'locked',
  6: 'locked',
  10: 'full', // an I/O error while writing: the disk is full, gone or read-only; what is acknowledged is safe
  8: 'full',
  11: 'corrupt',
  13: 'full',
  14: 'full',
  26: 'corrupt',
};

/** The trouble behind an error of node:sqlite or of the file system. */
export function troubleOf(error: unknown): Trouble {
  const { errcode, code } = error as { errcode?: number; code?: string };
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EROFS') return 'full';
  return errcode === undefined ? 'other' : (troubles[errcode & 0xff] ?? 'other');
}
