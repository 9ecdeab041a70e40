/** A line of an iCalendar file after unfolding (RFC 5545, 3.1). */
export interface ContentLine {
  /** Number of its first line in the file, from 1. */
  readonly line: number;
  readonly text: string;
  /** Name of the property in capitals, like DTSTART; empty if the line has none. */
  readonly name: string;
}

export interface FileProblem {
  readonly line: number;
  readonly message: string;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Joins folded lines, and leaves out empty ones. Lines are joined before they are decoded: some programs fold a line within a
 * character (RFC 5545, 3.1).
 * @throws {TypeError} when a line is not UTF-8
 */
export function contentLines(bytes: Uint8Array): ContentLine[] {
  const lines: { line: number; text: string }[] = [];
  const parts = Buffer.from(bytes)
    .toString('latin1')
    .replace(/^\xEF\xBB\xBF/, '')
    .split(/\r\n|\n|\r/);
  for (const [i, part] of parts.entries()) {
    const last = lines.at(-1);
    if (last && /^[ \t]/.test(part)) last.text += part.slice(1);
    else if (part.trim() !== '') lines.push({ line: i + 1, text: part });
  }
  return lines.map(({ line, text: unfolded }) => {
    const text = decoded(unfolded);
    return { line, text, name: /^[A-Za-z0-9-]+(?=[;:])/.exec(text)?.[0].toUpperCase() ?? '' };
  });
}

/** The text of bytes that are read as Latin-1. */
const decoded = (text: string): string =>
  /[\x80-\xFF]/.test(text) ? utf8.decode(Buffer.from(text, 'latin1')) : text;

/** A name of the file without control and formatting characters: names stand beside figures. */
export const readableName = (text: string, maxLength: number): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ')
    .trim()
    .slice(0, maxLength)
    .replace(/[\uD800-\uDBFF]$/, '');

/** A text of the file in a message, without control characters: terminals print messages. */
export const shown = (text: string): string =>
  text.length > 60 ? `${readableName(text.slice(0, 60), 60)}…` : readableName(text, 60);
