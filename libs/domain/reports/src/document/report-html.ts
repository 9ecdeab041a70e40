import type { Report } from '@vialog/contracts';
import { escapeXml } from '../chart/svg.ts';
import { reportPage, type PageChart, type PageTable } from './report-page.ts';

const style = `
  :root { color-scheme: light; }
  body { font: 15px/1.55 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif; color: #1f2933;
    background: #fff; max-width: 760px; margin: 0 auto; padding: 24px 20px 64px; }
  h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; } h2 { font-size: 18px; margin: 32px 0 8px; }
  .meta, .legend { color: #667380; font-size: 13px; } .question { font-size: 18px; margin: 16px 0; }
  .findings { border-left: 4px solid #0072b2; padding: 2px 0 2px 14px; } .findings p { margin: 6px 0; }
  figure { margin: 20px 0; overflow-x: auto; } figcaption { font-weight: 600; margin-bottom: 4px; }
  svg { max-width: 100%; height: auto; } .wide { overflow-x: auto; }
  table { border-collapse: collapse; font-size: 13px; width: 100%; }
  th, td { border-bottom: 1px solid #dfe4e9; padding: 5px 8px; text-align: left; vertical-align: top; }
  th { background: #f4f6f8; } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
  dt { font-weight: 600; margin-top: 10px; } dd { margin: 0; overflow-wrap: anywhere; font-size: 13px; }
  @media print { body { padding: 0; max-width: none; } figure, tr { break-inside: avoid; } thead { display: table-header-group; } }
`;

/** A report as one HTML file without scripts and references: it can be mailed, archived and printed. */
export function reportHtml(report: Report): string {
  const { language, title, created, question, findings, figures, tables, method } = reportPage(report);
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeXml(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escapeXml(title)}</h1>
<p class="meta">${created.label}: <time>${created.at}</time></p>
${question ? `<p class="question"><strong>${question.label}:</strong> ${escapeXml(question.text)}</p>` : ''}
<h2>${findings.heading}</h2>
<div class="findings">${findings.sentences.map((sentence) => `<p>${escapeXml(sentence)}</p>`).join('')}</div>
<h2>${figures.heading}</h2>
${figures.charts.map(figureOf).join('\n')}
<p class="legend">${escapeXml(figures.legend)}</p>
${tables.map(tableOf).join('\n')}
<h2>${method.heading}</h2>
<dl>${method.entries
    .map(({ term, lines }) => `<dt>${escapeXml(term)}</dt>${lines.map(definitionOf).join('')}`)
    .join('\n')}</dl>
</body>
</html>
`;
}

const definitionOf = (line: string): string => `<dd>${escapeXml(line)}</dd>`;

function figureOf({ title, svg, marks }: PageChart): string {
  const items = marks.map((mark) => `<li>${escapeXml(mark)}</li>`).join('');
  const list = items === '' ? '' : `<ol class="legend">${items}</ol>`;
  return `<figure><figcaption>${escapeXml(title)}</figcaption>${svg}${list}</figure>`;
}

function tableOf({ title, columns, rows }: PageTable): string {
  const classOf = (i: number): string => (columns[i]?.isNumber ? ' class="n"' : '');
  const head = columns.map(({ label }, i) => `<th scope="col"${classOf(i)}>${escapeXml(label)}</th>`);
  const body = rows.map(
    (row) => `<tr>${row.map((cell, i) => `<td${classOf(i)}>${escapeXml(cell)}</td>`).join('')}</tr>`,
  );
  return `<h2>${escapeXml(title)}</h2><div class="wide"><table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}
