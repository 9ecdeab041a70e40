import { createHash } from 'node:crypto';
import { readCursorContent, VialogError, writeCursorContent } from '@vialog/contracts';
import { z } from 'zod';
import type { PageRequest } from './camera-directory.port.ts';
import type { NameKey } from './name-order.ts';

/** PostgreSQL cannot store U+0000 in text, and no valid cursor contains it. */
const text = z.string().regex(/^[^\0]*$/);
const content = z.tuple([text, text, text, z.number().optional()]);

/** Key of the last item of a page. */
export interface PageKey extends NameKey {
  /** Number by which the list is sorted before the name; undefined in lists by name. */
  readonly rank?: number | undefined;
}

/** The end of a page, bound to its filter: [fingerprint of the filter, name, id, rank]. */
export function writeCursor(filter: object, { name, id, rank }: PageKey): string {
  return writeCursorContent([fingerprint(filter), name, id, ...(rank === undefined ? [] : [rank])]);
}

/** @throws {VialogError} CURSOR_INVALID for a damaged cursor and for a cursor of another filter */
export function readCursor(filter: object, cursor: string): PageKey {
  const [expected, name, id, rank] = readCursorContent(cursor, content);
  if (expected !== fingerprint(filter)) {
    throw new VialogError(
      'CURSOR_INVALID',
      'The cursor belongs to a list with another filter; start again without it.',
    );
  }
  return { name, id, rank };
}

/** Page request for a store, with one item more than requested, which shows whether another page follows. */
export function pageRequest(
  filter: object,
  page: { limit: number; cursor?: string | undefined },
): PageRequest {
  const after = page.cursor === undefined ? {} : { after: readCursor(filter, page.cursor) };
  return { limit: page.limit + 1, ...after };
}

function fingerprint(filter: object): string {
  const parts = Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 12);
}
