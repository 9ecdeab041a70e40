import type { LinePart, LineProblem } from './read-line.ts';

export interface Stretch {
  readonly text: string;
  readonly wrong: boolean;
}

/** Cuts a line at its problems, for underlining. A problem behind the end marks the last character. */
export function stretches(line: string, problems: readonly LineProblem[]): Stretch[] {
  const wrong = new Set<number>();
  for (const { from, to } of problems) {
    const start = Math.min(from, Math.max(0, line.length - 1));
    for (let at = start; at < Math.max(to, start + 1); at += 1) wrong.add(at);
  }
  const cut: { text: string; wrong: boolean }[] = [];
  for (let at = 0; at < line.length; at += 1) {
    const last = cut.at(-1);
    if (last?.wrong === wrong.has(at)) last.text += line[at];
    else cut.push({ text: line[at] ?? '', wrong: wrong.has(at) });
  }
  return cut;
}

/** The line without one of its parts, with single spaces where it was. */
export const without = (line: string, part: LinePart): string =>
  `${line.slice(0, part.from).trimEnd()} ${line.slice(part.to).trimStart()}`.trim();
