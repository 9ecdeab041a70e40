import type { ReportSeries, ReportTable, SeriesChange } from '@vialog/contracts';
import type { ValueFormat } from '../texts/format-values.ts';
import { changeText, type ReportTexts, type TableColumn } from '../texts/report-texts.ts';

type Cell = ReportTable['rows'][number][number];
type ColumnKind = ReportTable['columns'][number]['kind'];

interface Column {
  readonly name: TableColumn;
  readonly kind: ColumnKind;
  readonly of: (series: ReportSeries) => Cell;
}

export interface TableContext {
  readonly texts: ReportTexts;
  readonly format: ValueFormat;
  /** Unit of the measure; `ratio` is shown as percent. */
  readonly unit: string;
  /** Names of zones by `cameraId/zoneId`. */
  readonly zoneNames: ReadonlyMap<string, { readonly camera: string; readonly zone: string }>;
}

/** Tables of the figures, of their coverage, and of changes if there were any. */
export function overviewTables(series: readonly ReportSeries[], context: TableContext): ReportTable[] {
  const { tables } = context.texts;
  const changes = series.flatMap((one) => one.changes);
  return [
    tableOf(tables.figures, figureColumns(series, context), { series, context }),
    tableOf(tables.coverage, coverageColumns(context), { series, context }),
    ...(changes.length === 0 ? [] : [changesTable(changes, context)]),
  ];
}

function tableOf(
  title: string,
  columns: readonly Column[],
  { series, context }: { readonly series: readonly ReportSeries[]; readonly context: TableContext },
): ReportTable {
  return {
    title,
    columns: columns.map(({ name, kind }) => ({ label: context.texts.tables.columns[name], kind })),
    rows: series.map((one) => columns.map(({ of }) => of(one))),
  };
}

function figureColumns(series: readonly ReportSeries[], { unit, format }: TableContext): Column[] {
  const kind: ColumnKind = unit === 'ratio' ? 'percent' : 'number';
  const hasTarget = series.some(({ aboveTarget }) => aboveTarget !== null);
  const target: Column[] = [
    { name: 'aboveHours', kind: 'count', of: ({ aboveTarget }) => aboveTarget?.hours ?? null },
    { name: 'aboveShare', kind: 'percent', of: ({ aboveTarget }) => aboveTarget?.share ?? null },
  ];
  return [
    { name: 'series', kind: 'text', of: ({ name }) => name },
    { name: 'mean', kind, of: ({ mean }) => mean },
    { name: 'median', kind, of: ({ median }) => median },
    { name: 'p15', kind, of: ({ p15 }) => p15 },
    { name: 'p85', kind, of: ({ p85 }) => p85 },
    { name: 'highest', kind, of: ({ highest }) => highest?.value ?? null },
    {
      name: 'highestAt',
      kind: 'text',
      of: ({ highest }) => (highest ? format.localMinute(highest.localStartAt) : null),
    },
    ...(hasTarget ? target : []),
    { name: 'hours', kind: 'count', of: ({ hours }) => hours },
    { name: 'coverage', kind: 'percent', of: ({ coverage }) => coverage },
  ];
}

const coverageColumns = ({ texts }: TableContext): Column[] => [
  { name: 'series', kind: 'text', of: ({ name }) => name },
  { name: 'coverage', kind: 'percent', of: ({ coverage }) => coverage },
  { name: 'expected', kind: 'count', of: ({ expected }) => expected },
  { name: 'measured', kind: 'count', of: ({ measured }) => measured },
  { name: 'missing', kind: 'count', of: ({ expected, measured }) => expected - measured },
  {
    name: 'reasons',
    kind: 'text',
    of: ({ gaps }) => gaps.map(({ reason, slots }) => `${texts.reasons[reason]} ${slots}`).join(', '),
  },
  { name: 'hours', kind: 'count', of: ({ hours }) => hours },
  { name: 'leftOut', kind: 'count', of: ({ leftOut }) => leftOut },
];

function changesTable(changes: readonly SeriesChange[], { texts, zoneNames }: TableContext): ReportTable {
  const { columns, changes: title } = texts.tables;
  const distinct = new Map(
    changes.map((change) => [`${change.changedAt} ${change.cameraId}/${change.zoneId}`, change]),
  );
  return {
    title,
    columns: [columns.changedAt, columns.camera, columns.zone, columns.what].map((label) => ({
      label,
      kind: 'text',
    })),
    rows: [...distinct.values()].map(({ changedAt, cameraId, zoneId, what }) => {
      const names = zoneNames.get(`${cameraId}/${zoneId}`);
      return [changedAt, names?.camera ?? cameraId, names?.zone ?? zoneId, changeText(what, texts)];
    }),
  };
}
