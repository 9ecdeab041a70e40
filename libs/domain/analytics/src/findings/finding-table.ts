import type { ReportTable } from '@vialog/contracts';
import type { Column } from '../texts/analytic-texts.ts';
import type { AnalysisContext } from './finding.ts';

type Cell = ReportTable['rows'][number][number];

export interface TableColumn<Row> {
  /** A word of the analytics, or a heading. */
  readonly label: Column | { readonly heading: string };
  readonly kind: ReportTable['columns'][number]['kind'];
  readonly of: (row: Row) => Cell;
}

/** Rows of a table; a report lists the series of hundreds of sites elsewhere. */
const maxRows = 500;

export const tableOf = <Row>(
  title: string,
  columns: readonly TableColumn<Row>[],
  { rows, words }: { readonly rows: readonly Row[] } & Pick<AnalysisContext, 'words'>,
): ReportTable => ({
  title,
  columns: columns.map(({ label, kind }) => ({
    label: typeof label === 'string' ? words.columns[label] : label.heading,
    kind,
  })),
  rows: rows.slice(0, maxRows).map((row) => columns.map(({ of }) => of(row))),
});

/** Column of the names of series, in the words of reports. */
export const nameColumn = <Row>(
  { texts }: Pick<AnalysisContext, 'texts'>,
  of: (row: Row) => string,
): TableColumn<Row> => ({ label: { heading: texts.tables.columns.series }, kind: 'text', of });

/** Kind of a column of values of the measure. */
export const valueKind = ({ unit }: Pick<AnalysisContext, 'unit'>): 'percent' | 'number' =>
  unit === '%' ? 'percent' : 'number';
