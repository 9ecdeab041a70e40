import type { Report, ReportLanguage, ReportTable } from '@vialog/contracts';
import { chartSvg } from '../chart/chart-svg.ts';
import { valueFormat } from '../texts/format-values.ts';
import { textsOf } from '../texts/texts-of.ts';
import { methodEntries, type MethodEntry } from './method-lines.ts';
import { cellText } from './table-cells.ts';

/** A report as readers see it, in its language: everything that a document shows, in its order. Plain data. */
export interface ReportPage {
  readonly language: ReportLanguage;
  readonly title: string;
  readonly created: { readonly label: string; readonly at: string };
  readonly question: { readonly label: string; readonly text: string } | undefined;
  readonly findings: { readonly heading: string; readonly sentences: readonly string[] };
  readonly figures: {
    readonly heading: string;
    readonly charts: readonly PageChart[];
    /** How the charts are read. */
    readonly legend: string;
  };
  readonly tables: readonly PageTable[];
  readonly method: { readonly heading: string; readonly entries: readonly MethodEntry[] };
  /** Name and version of the software. */
  readonly software: string;
}

export interface PageChart {
  readonly title: string;
  readonly svg: string;
  /** The numbered changes in the chart, with their day. */
  readonly marks: readonly string[];
}

export interface PageTable {
  readonly title: string;
  readonly columns: readonly { readonly label: string; readonly isNumber: boolean }[];
  readonly rows: readonly (readonly string[])[];
  /** How many rows are left out, if any are. */
  readonly note: string | undefined;
}

/** @param maxRows rows that a table shows at most; the other forms of the report have all */
export function reportPage(report: Report, maxRows = Infinity): ReportPage {
  const { language, question, method } = report;
  const { page, charts } = textsOf(language);
  const minCoverage = valueFormat(language, '').percent(method.minCoverage);
  const hasSpecialDays = report.charts.some((chart) => chart.kind === 'days' && chart.specialDays.length > 0);
  return {
    language,
    title: report.title,
    created: { label: page.created, at: report.createdAt },
    question: question === null ? undefined : { label: page.question, text: question },
    findings: { heading: page.findings, sentences: report.findings },
    figures: {
      heading: page.figures,
      charts: report.charts.map((chart) => ({
        title: chart.title,
        svg: chartSvg(chart, language),
        marks: marksOf(chart),
      })),
      legend: [charts.legend(minCoverage), ...(hasSpecialDays ? [charts.specialDays] : [])].join(' '),
    },
    tables: report.tables.map((table) => tableOf(table, language, maxRows)),
    method: { heading: page.method, entries: methodEntries(report) },
    software: `${method.software.name} ${method.software.version}`,
  };
}

const marksOf = (chart: Report['charts'][number]): string[] =>
  chart.kind === 'days' ? chart.marks.map(({ date, label }) => `${date}: ${label}`) : [];

function tableOf(
  { title, columns, rows }: ReportTable,
  language: ReportLanguage,
  maxRows: number,
): PageTable {
  const { page, method } = textsOf(language);
  const context = { format: valueFormat(language, ''), noValue: page.noValue };
  const shown = rows.slice(0, maxRows);
  return {
    title,
    columns: columns.map(({ label, kind }) => ({ label, isNumber: kind !== 'text' })),
    rows: shown.map((row) => columns.map(({ kind }, i) => cellText(row[i] ?? null, kind, context))),
    note: shown.length < rows.length ? method.more(rows.length - shown.length) : undefined,
  };
}
