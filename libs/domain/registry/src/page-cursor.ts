import { createHash } from 'node:crypto';
import { decodeCursor, encodeCursor, VialogError } from '@vialog/contracts';
import { z } from 'zod';
import type { PageRequest } from './camera-directory.port.ts';
import type { NameKey } from './name-order.ts';

/** No database takes NUL in text, and no cursor of ours has one. */
const text = z.string().regex(/^[^\0]*$/);
const content = z.tuple([text, text, text]);

/** Where a page ended, bound to its filter: [fingerprint of the filter, name, id], base64url of JSON. */
export function writeCursor(filter: object, last: NameKey): string {
  return encodeCursor([fingerprint(filter), last.name, last.id]);
}

/** Errors: CURSOR_INVALID for a damaged cursor and for one of another filter. */
export function readCursor(filter: object, cursor: string): NameKey {
  const [of, name, id] = decode(cursor);
  if (of !== fingerprint(filter)) {
    throw new VialogError(
      'CURSOR_INVALID',
      'The cursor belongs to a list with another filter; start again without it.',
    );
  }
  return { name, id };
}

/** A store's page request: one item more than asked for tells whether another page follows. */
export function pageRequest(
  filter: object,
  page: { limit: number; cursor?: string | undefined },
): PageRequest {
  const after = page.cursor === undefined ? {} : { after: readCursor(filter, page.cursor) };
  return { limit: page.limit + 1, ...after };
}

function decode(cursor: string): z.infer<typeof content> {
  try {
    return content.parse(decodeCursor(cursor));
  } catch (cause) {
    throw new VialogError('CURSOR_INVALID', 'The cursor is damaged; start again without it.', { cause });
  }
}

function fingerprint(filter: object): string {
  const parts = Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 12);
}
