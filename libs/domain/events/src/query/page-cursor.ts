import { createHash } from 'node:crypto';
import { readCursorContent, VialogError, writeCursorContent } from '@vialog/contracts';
import { z } from 'zod';

/** End of a page and the time window of its query, which stays the same for later pages. */
export interface PageMark<K> {
  readonly from: number;
  readonly to: number;
  readonly key: K;
}

const hashOf = (query: string): string => createHash('sha256').update(query).digest('base64url').slice(0, 12);

/** A cursor of this query, opaque to clients. */
export function writeCursor<K>(query: string, mark: PageMark<K>): string {
  return writeCursorContent([hashOf(query), mark.from, mark.to, mark.key]);
}

/** @throws {VialogError} CURSOR_INVALID when the cursor is damaged or belongs to another query */
export function readCursor<K>(query: string, cursor: string, key: z.ZodType<K>): PageMark<K> {
  const content = z.tuple([z.string(), z.int(), z.int(), key]);
  const [hash, from, to, last] = readCursorContent(cursor, content);
  if (hash === hashOf(query)) return { from, to, key: last };
  throw new VialogError(
    'CURSOR_INVALID',
    'The cursor belongs to another query; use it only with the query it came from, or start again without it.',
  );
}
