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

/** Joins folded lines, and leaves out empty ones. */
export function contentLines(text: string): ContentLine[] {
  const lines: { line: number; text: string }[] = [];
  for (const [i, part] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const last = lines.at(-1);
    if (last && /^[ \t]/.test(part)) last.text += part.slice(1);
    else if (part.trim() !== '') lines.push({ line: i + 1, text: part });
  }
  return lines.map(({ line, text: unfolded }) => ({
    line,
    text: unfolded,
    name: /^[A-Za-z0-9-]+(?=[;:])/.exec(unfolded)?.[0].toUpperCase() ?? '',
  }));
}

/** A name of the file without control and formatting characters: names stand beside figures. */
export const readableName = (text: string, maxLength: number): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ')
    .trim()
    .slice(0, maxLength)
    .replace(/[\uD800-\uDBFF]$/, '');

/** A text of the file in a message. */
export const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
