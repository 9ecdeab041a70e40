import type { Report, ReportTable } from '@vialog/contracts';
import { writeXlsx, type WriteSheet } from 'hucre/xlsx';
import { textsOf } from '../texts/texts-of.ts';
import { methodEntries } from './method-lines.ts';

/** Longest sheet name and characters that spreadsheets do not accept in it. */
const maxNameLength = 31;
const forbiddenInNames = /[[\]:*?/\\]/g;

/**
 * A report as a workbook: the findings, one sheet per table, and the method. Numbers are unrounded numbers; texts are text
 * cells, which are never computed.
 */
export async function reportWorkbook(report: Report): Promise<Uint8Array> {
  const { page } = textsOf(report.language);
  const findings: WriteSheet = {
    name: page.findings,
    columns: [{ width: 16 }, { width: 110 }],
    rows: [
      [report.title],
      [page.created, report.createdAt],
      [page.period, `${report.from} – ${report.to}`],
      ...(report.question === null ? [] : [[page.question, report.question]]),
      ...report.findings.map((sentence, i) => [i === 0 ? page.findings : null, sentence]),
    ],
  };
  const method: WriteSheet = {
    name: page.method,
    columns: [{ width: 22 }, { width: 110 }],
    rows: methodEntries(report).flatMap(({ term, lines }) =>
      lines.map((line, i) => [i === 0 ? term : null, line]),
    ),
  };
  return writeXlsx({ sheets: [findings, ...report.tables.map(sheetOf), method] });
}

const numberFormats: Readonly<Record<ReportTable['columns'][number]['kind'], string | undefined>> = {
  text: undefined,
  number: undefined,
  percent: '0.0%',
  count: '0',
};

function sheetOf({ title, columns, rows }: ReportTable): WriteSheet {
  return {
    name: title.replaceAll(forbiddenInNames, ' ').slice(0, maxNameLength),
    columns: columns.map(({ kind }) => {
      const numFmt = numberFormats[kind];
      return numFmt === undefined ? { width: kind === 'text' ? 28 : 14 } : { width: 14, numFmt };
    }),
    rows: [columns.map(({ label }) => label), ...rows],
    freezePane: { rows: 1 },
  };
}
