import type { LinePart, LineProblem } from './parsed-line.ts';

export interface TextRun {
  readonly text: string;
  readonly invalid: boolean;
}

/** Splits a line at its errors, to underline them. An error after the end marks the last character. */
export function splitAtProblems(line: string, problems: readonly LineProblem[]): TextRun[] {
  const invalid = new Set<number>();
  for (const { from, to } of problems) {
    const start = Math.min(from, Math.max(0, line.length - 1));
    for (let at = start; at < Math.max(to, start + 1); at += 1) invalid.add(at);
  }
  const runs: { text: string; invalid: boolean }[] = [];
  for (let at = 0; at < line.length; at += 1) {
    const last = runs.at(-1);
    if (last?.invalid === invalid.has(at)) last.text += line[at];
    else runs.push({ text: line[at] ?? '', invalid: invalid.has(at) });
  }
  return runs;
}

/** Removes one part of the line and the spaces around it. */
export const removePart = (line: string, part: LinePart): string =>
  `${line.slice(0, part.from).trimEnd()} ${line.slice(part.to).trimStart()}`.trim();
