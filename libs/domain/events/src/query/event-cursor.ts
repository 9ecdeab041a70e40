import { createHash } from 'node:crypto';
import { decodeCursor, encodeCursor, VialogError } from '@vialog/contracts';
import { z } from 'zod';

/**
 * Where a page ended, with everything that must not move under the reader: the window that was resolved and the
 * question it belongs to.
 */
export interface PageMark<K> {
  readonly from: number;
  readonly to: number;
  readonly key: K;
}

const envelope = z.tuple([z.string(), z.int(), z.int(), z.unknown()]);
const hashOf = (question: string): string =>
  createHash('sha256').update(question).digest('base64url').slice(0, 12);

/** A cursor for this question: base64url of JSON, opaque to everybody else. */
export function writeCursor<K>(question: string, mark: PageMark<K>): string {
  return encodeCursor([hashOf(question), mark.from, mark.to, mark.key]);
}

/** Errors: CURSOR_INVALID for a damaged cursor and for one of another question. */
export function readCursor<K>(question: string, cursor: string, key: z.ZodType<K>): PageMark<K> {
  const { hash, mark } = decode(cursor, key);
  if (hash === hashOf(question)) return mark;
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
