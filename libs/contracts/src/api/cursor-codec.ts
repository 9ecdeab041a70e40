import type { z } from 'zod';
import { VialogError } from '../errors/vialog-error.ts';

/** Writes a JSON value as an opaque cursor: base64url of its JSON text. */
export function writeCursorContent(content: unknown): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

/** Reads the content of a cursor. @throws {VialogError} CURSOR_INVALID when the cursor is damaged */
export function readCursorContent<T>(cursor: string, content: z.ZodType<T>): T {
  try {
    return content.parse(jsonOf(cursor));
  } catch (cause) {
    throw new VialogError('CURSOR_INVALID', 'The cursor is damaged; start again without it.', { cause });
  }
}

/** @throws {Error} when the text is not canonical base64url (Node's decoder skips invalid characters) or not JSON */
function jsonOf(cursor: string): unknown {
  const bytes = Buffer.from(cursor, 'base64url');
  if (bytes.toString('base64url') !== cursor) throw new Error('The cursor is not canonical base64url.');
  return JSON.parse(bytes.toString());
}
