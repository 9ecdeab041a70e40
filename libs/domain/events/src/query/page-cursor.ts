import { createHash } from 'node:crypto';
import { decodeCursor, encodeCursor, VialogError } from '@vialog/contracts';
import { z } from 'zod';

/** End of a page and the time window of its query, which stays the same for later pages. */
export interface PageMark<K> {
  readonly from: number;
  readonly to: number;
  readonly key: K;
}

const envelope = z.tuple([z.string(), z.int(), z.int(), z.unknown()]);
const hashOf = (query: string): string => createHash('sha256').update(query).digest('base64url').slice(0, 12);

/** A cursor of this query: base64url of JSON, opaque to clients. */
export function writeCursor<K>(query: string, mark: PageMark<K>): string {
  return encodeCursor([hashOf(query), mark.from, mark.to, mark.key]);
}

/** @throws {VialogError} CURSOR_INVALID when the cursor is damaged or belongs to another query */
export function readCursor<K>(query: string, cursor: string, key: z.ZodType<K>): PageMark<K> {
  const { hash, mark } = decode(cursor, key);
  if (hash === hashOf(query)) return mark;
  throw new VialogError(
    'CURSOR_INVALID',
    'The cursor belongs to another query; use it only with the query it came from, or start again without it.',
  );
}

function decode<K>(cursor: string, key: z.ZodType<K>): { hash: string; mark: PageMark<K> } {
  try {
    const [hash, from, to, raw] = envelope.parse(decodeCursor(cursor));
    return { hash, mark: { from, to, key: key.parse(raw) } };
  } catch (cause) {
    throw new VialogError('CURSOR_INVALID', 'The cursor is damaged; start again without it.', { cause });
  }
}
