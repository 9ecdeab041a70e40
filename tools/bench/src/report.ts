import { verdictOf, type Part, type Row } from './part.ts';

const intro = `# Benchmarks

Written by \`npm run bench\`; do not edit. Each section is one part and is replaced when the part runs again:
\`npm run bench -- <part> …\`. The figures of a row were measured alternately in the same run on the same machine, so
the ratio is more meaningful than the figure; it is the median of the ratios of all rounds. Missed targets are marked MISSED.
`;

/** Date and machine of a run. */
export interface Surroundings {
  /** 2026-01-31 */
  readonly date: string;
  /** "2 cores, Node 24.21.0, …" */
  readonly machine: string;
}

/** Replaces the section of a part in the document, or appends it. */
export function withSection(document: string, part: Part, section: string): string {
  const [begin, end] = [`<!-- ${part.name} -->\n`, `<!-- /${part.name} -->\n`];
  const text = document === '' ? intro : document;
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  const block = `${begin}${section}${end}`;
  if (from < 0 || to < from) return `${text}\n${block}`;
  return `${text.slice(0, from)}${block}${text.slice(to + end.length)}`;
}

export function sectionOf(part: Part, rows: readonly Row[], { date, machine }: Surroundings): string {
  const lines = rows.map((row) => `| ${cellsOf(row).join(' | ')} |`);
  const head = ['what', 'figure', 'against', 'ratio', 'target', ''];
  return [
    `\n## ${part.title}\n`,
    `${part.method}\n`,
    `${date}, ${machine}. \`${rows[0]?.command ?? ''}\`\n`,
    `| ${head.join(' | ')} |\n|${head.map(() => '---').join('|')}|`,
    ...lines,
    '\n',
  ].join('\n');
}

/** The rows as a table for a terminal. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(cellsOf);
  const widths = (cells[0] ?? []).map((_, i) => Math.max(...cells.map((row) => (row[i] ?? '').length)));
  return cells
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellsOf(row: Row): string[] {
  const { what, value, unit, against = '', ratio, target } = row;
  const aim = target?.aim === undefined ? '' : `, aim ${target.aim}`;
  const sign = target?.bound === 'at least' ? '≥' : '≤';
  const times = ratio === undefined ? '' : ` ×`;
  return [
    what,
    `${figure(value)} ${unit}`,
    against,
    ratio === undefined ? '' : `${ratio.toFixed(2)} ×`,
    target ? `${sign} ${target.limit}${times}${aim}` : '',
    verdictOf(row),
  ];
}

/** Rounds to three significant digits. */
export function figure(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}
