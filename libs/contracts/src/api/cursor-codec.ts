/** Writes a JSON value as an opaque cursor: base64url of its JSON text. */
export function encodeCursor(content: unknown): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

/**
 * Reads the JSON value of a cursor. The content is not validated.
 *
 * @throws {Error} when the text is not canonical base64url (Node's decoder skips invalid characters) or not JSON.
 */
export function decodeCursor(cursor: string): unknown {
  const bytes = Buffer.from(cursor, 'base64url');
  if (bytes.toString('base64url') !== cursor) throw new Error('The cursor is not canonical base64url.');
  return JSON.parse(bytes.toString());
}
