/**
 * Returns path and query of a URL exactly as registered, for the request line. A URL parser loses the `?` of an empty query
 * and resolves dot segments, and some cameras respond to the result with 404. Characters that cannot stand in a request line
 * are percent-encoded; a fragment is left out.
 * @param url one that a URL parser accepts
 * @returns empty when the URL ends with its host
 */
export function requestTarget(url: string): string {
  const target = /^[a-z][a-z0-9+.-]*:[/\\]{2}[^/?#\\]*([^#]*)/i.exec(url.trim())?.[1] ?? '';
  return target.replace(/[^\x21-\x7e]|["\\]/gu, percentEncoded);
}

function percentEncoded(character: string): string {
  const bytes = [...Buffer.from(character, 'utf8')];
  return bytes.map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
