import type { Report, ReportTable } from '@vialog/contracts';
import { chartSvg } from '../chart/chart-svg.ts';
import { escapeXml } from '../chart/svg.ts';
import { valueFormat } from '../texts/format-values.ts';
import { textsOf } from '../texts/texts-of.ts';
import { methodEntries } from './method-lines.ts';
import { cellText } from './table-cells.ts';

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
  const { language, title, question, findings, createdAt } = report;
  const { page, charts } = textsOf(language);
  const format = valueFormat(language, '');
  const legend = charts.legend(format.percent(report.method.minCoverage));
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
<p class="meta">${page.created}: <time>${createdAt}</time></p>
${question === null ? '' : `<p class="question"><strong>${page.question}:</strong> ${escapeXml(question)}</p>`}
<h2>${page.findings}</h2>
<div class="findings">${findings.map((sentence) => `<p>${escapeXml(sentence)}</p>`).join('')}</div>
<h2>${page.figures}</h2>
${report.charts.map((chart) => figureOf(chart.title, chartSvg(chart, language), marksOf(chart))).join('\n')}
<p class="legend">${escapeXml(legend)}</p>
${report.tables.map((table) => tableOf(table, report)).join('\n')}
<h2>${page.method}</h2>
<dl>${methodEntries(report)
    .map(({ term, lines }) => `<dt>${escapeXml(term)}</dt>${lines.map(definitionOf).join('')}`)
    .join('\n')}</dl>
</body>
</html>
`;
}

const definitionOf = (line: string): string => `<dd>${escapeXml(line)}</dd>`;

const figureOf = (title: string, svg: string, marks: string): string =>
  `<figure><figcaption>${escapeXml(title)}</figcaption>${svg}${marks}</figure>`;

/** The numbered changes of a chart. */
function marksOf(chart: Report['charts'][number]): string {
  if (chart.kind !== 'days' || chart.marks.length === 0) return '';
  const items = chart.marks.map(({ date, label }) => `<li>${date}: ${escapeXml(label)}</li>`);
  return `<ol class="legend">${items.join('')}</ol>`;
}

function tableOf({ title, columns, rows }: ReportTable, { language }: Report): string {
  const context = { format: valueFormat(language, ''), noValue: textsOf(language).page.noValue };
  const classOf = (kind: ReportTable['columns'][number]['kind']): string =>
    kind === 'text' ? '' : ' class="n"';
  const head = columns.map(({ label, kind }) => `<th scope="col"${classOf(kind)}>${escapeXml(label)}</th>`);
  const body = rows.map((row) => {
    const cells = columns.map(
      ({ kind }, i) => `<td${classOf(kind)}>${escapeXml(cellText(row[i] ?? null, kind, context))}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<h2>${escapeXml(title)}</h2><div class="wide"><table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}
