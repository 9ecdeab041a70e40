import type { EvaluationReport } from './evaluation-report.ts';
import { escapeHtml } from './escape-html.ts';
import { reportPlots } from './report-plots.ts';
import { reportTables, type ReportTable } from './report-tables.ts';

/** The report as one HTML file with plots; it loads nothing and runs no script. */
export function reportHtml(report: EvaluationReport): string {
  const title = `Evaluation of ${escapeHtml(report.source)}`;
  const notes = report.notes.map((note) => `<p class="note">${escapeHtml(note)}</p>`);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">',
    `<title>${title}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1>${title}</h1>`,
    ...notes,
    ...reportPlots(report),
    ...reportTables(report).map(tableHtml),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const cells = (tag: 'td' | 'th', row: readonly string[]): string =>
  `<tr>${row.map((text) => `<${tag}>${escapeHtml(text)}</${tag}>`).join('')}</tr>`;

const tableHtml = ({ title, note, header, rows }: ReportTable): string =>
  [
    '<section>',
    `<h2>${escapeHtml(title)}</h2>`,
    `<p class="note">${escapeHtml(note)}</p>`,
    '<div class="scroll"><table>',
    `<thead>${cells('th', header)}</thead>`,
    `<tbody>${rows.map((row) => cells('td', row)).join('')}</tbody>`,
    '</table></div>',
    '</section>',
  ].join('\n');

const style = `
:root { color-scheme: light dark; --text: #1c2430; --muted: #5b6675; --line: #d5dae1; --page: #ffffff; --mark: #2563c9; --other: #8a94a3; }
@media (prefers-color-scheme: dark) { :root { --text: #e4e8ee; --muted: #9aa5b4; --line: #38414d; --page: #14181e; --mark: #6ea0f5; --other: #76808e; } }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1100px; margin: 0 auto; padding: 24px 16px 48px; }
h1 { font-size: 24px; overflow-wrap: anywhere; } h2 { font-size: 17px; margin: 32px 0 4px; overflow-wrap: anywhere; }
.note { color: var(--muted); margin: 0 0 8px; max-width: 75ch; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: 4px 10px; border-bottom: 1px solid var(--line); white-space: nowrap; }
th { color: var(--muted); font-weight: 500; } th:first-child, td:first-child { text-align: left; padding-left: 0; }
svg { display: block; width: 100%; max-width: 720px; height: auto; font: 12px system-ui, sans-serif; }
svg text { fill: var(--text); } svg .muted { fill: var(--muted); } svg .axis { stroke: var(--line); fill: none; }
svg .mark { fill: var(--mark); } svg .other { fill: var(--other); } svg .range { stroke: var(--text); stroke-width: 1.5; }
`;
