import { pictureTypeOf } from './picture-type.ts';

export interface ResponseHead {
  readonly status: number;
  /** By names in lower case; a header that comes twice has two values. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
}

export type ParsedHead =
  | { readonly kind: 'head'; readonly head: ResponseHead; readonly bodyStart: number }
  | { readonly kind: 'incomplete' }
  /** The response is not HTTP. */
  | { readonly kind: 'invalid' };

const maxHeadBytes = 32_768;
const statusLine = /^(?:HTTP(?:\/\d(?:\.\d)?)?|ICY)[ \t]+(\d{3})(?!\d)/i;
const headerLine = /^([!#$%&'*+.^`|~\w-][^:\r\n]{0,200}?)\s*:\s*(.*)$/;

/**
 * Parses the head of an HTTP response as curl and browsers do, beyond RFC 9112: lines may end in LF only, lines without a
 * colon are ignored, the reason phrase, the status line (CGI scripts) and the whole head (HTTP/0.9) may be missing.
 */
export function parseResponseHead(bytes: Buffer): ParsedHead {
  if (pictureTypeOf(bytes) !== undefined)
    return { kind: 'head', head: { status: 200, headers: new Map() }, bodyStart: 0 };
  const text = bytes.subarray(0, maxHeadBytes).toString('latin1');
  const skipped = /^[\r\n]*/.exec(text)?.[0].length ?? 0;
  const rest = text.slice(skipped);
  if (rest !== '' && !mayBegin(rest)) return { kind: 'invalid' };
  const end = /\r*\n\r*\n/.exec(rest);
  if (end === null) return { kind: bytes.length >= maxHeadBytes ? 'invalid' : 'incomplete' };
  const head = headOf(rest.slice(0, end.index).split('\n'));
  if (head === undefined) return { kind: 'invalid' };
  return { kind: 'head', head, bodyStart: skipped + end.index + end[0].length };
}

/** A status line or a header line; recognised before the line is complete. */
const mayBegin = (text: string): boolean =>
  /^[!#$%&'*+.^`|~\w-]+(\/[\d.]*)?([ :\t][^]*)?$/.test(text.split('\n', 1)[0]?.trimEnd() ?? '');

function headOf(lines: readonly string[]): ResponseHead | undefined {
  const status = statusLine.exec(lines[0] ?? '')?.[1];
  if (status !== undefined) return { status: Number(status), headers: headersOf(lines.slice(1)) };
  // "SSH-2.0: x" would be a header; a CGI script names at least the type.
  if (!lines.some((line) => /^(content-(type|length)|location|status)\s*:/i.test(line))) return undefined;
  const headers = headersOf(lines);
  const scriptStatus = /^(\d{3})/.exec(headers.get('status')?.[0] ?? '')?.[1];
  return { status: Number(scriptStatus ?? 200), headers };
}

function headersOf(lines: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const headers = new Map<string, string[]>();
  let last: string[] | undefined;
  for (const line of lines.map(printable)) {
    // A line that begins with a space continues the previous line (obs-fold of RFC 9112 5.2).
    if (/^[ \t]/.test(line) && last !== undefined) last.push(`${last.pop()} ${line.trim()}`);
    else last = addHeader(headers, line) ?? last;
  }
  return headers;
}

function addHeader(headers: Map<string, string[]>, line: string): string[] | undefined {
  const [, name, value = ''] = headerLine.exec(line) ?? [];
  if (name === undefined) return undefined;
  const key = name.toLowerCase();
  const values = headers.get(key) ?? [];
  headers.set(key, values);
  values.push(value.trim());
  return values;
}

const printable = (line: string): string => line.replace(/[\x00-\x08\x0a-\x1f\x7f]/g, '');
