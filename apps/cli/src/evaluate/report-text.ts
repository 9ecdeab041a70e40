import type { EvaluationReport } from './evaluation-report.ts';
import { reportTables, type ReportTable } from './report-tables.ts';

/** The report for a terminal. */
export const reportText = (report: EvaluationReport): string =>
  [...report.notes, ...reportTables(report).flatMap(textOf)].join('\n');

function textOf({ title, note, header, rows }: ReportTable): string[] {
  const widths = header.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `  ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')}`.trimEnd();
  return [title, `  ${note}`, line(header), ...rows.map(line), ''];
}

/** The report as a Markdown document. */
export function reportMarkdown(report: EvaluationReport): string {
  const notes = report.notes.map((note) => `- ${cell(note)}`);
  const tables = reportTables(report).flatMap(({ title, note, header, rows }) => [
    '',
    `## ${cell(title)}`,
    '',
    cell(note),
    '',
    `| ${header.map((name) => cell(name) || ' ').join(' | ')} |`,
    `|${header.map(() => '---').join('|')}|`,
    ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
  ]);
  return `${[`# Evaluation of ${cell(report.source)}`, ...(notes.length > 0 ? ['', ...notes] : []), ...tables].join('\n')}\n`;
}

/** Text in a table: a bar would end the cell, and HTML or a line break would leave it. */
const cell = (text: string): string =>
  text
    .replace(/[\r\n]+/g, ' ')
    .replaceAll('|', String.raw`\|`)
    .replaceAll('<', '&lt;');
