import type { ImportReport, ImportRow } from '@vialog/contracts';

/** Lines printed per kind; the report file has all of them. */
const maxLines = 100;

/** The report as text: problems and warnings by row, cameras that are gone, and the summary as the last line. */
export function reportLines(report: ImportReport): string[] {
  const ofRows = report.rows.flatMap((row) => [
    ...row.problems.map((text) => `${locationOf(row)}: ${text}`),
    ...row.warnings.map((text) => `${locationOf(row)}: warning: ${text}`),
  ]);
  const changed = report.rows
    .filter((row) => row.outcome === 'changed')
    .map(
      (row) => `${locationOf(row)}: changes ${row.changes.join(', ')} of ${row.cameraId} ${row.name ?? ''}`,
    );
  const gone = report.gone.map(({ cameraId, name }) => `not in the file: ${cameraId} ${name}`);
  return [
    ...report.problems,
    ...report.warnings.map((text) => `warning: ${text}`),
    ...limited(ofRows),
    ...limited(changed),
    ...limited(gone),
    summaryLine(report),
  ];
}

function summaryLine({ summary, applied, dryRun }: ImportReport): string {
  const counts = Object.entries(summary).map(([outcome, count]) => `${count} ${outcome}`);
  const state = applied ? 'Imported' : dryRun ? 'Checked, nothing stored' : 'Rejected, nothing stored';
  return `${state}: ${counts.join(', ')}.`;
}

function limited(lines: readonly string[]): string[] {
  if (lines.length <= maxLines) return [...lines];
  return [
    ...lines.slice(0, maxLines),
    `… and ${lines.length - maxLines} more; --report FILE writes all of them`,
  ];
}

const locationOf = ({ row, line }: ImportRow): string =>
  line === undefined ? `row ${row}` : `row ${row}, line ${line}`;
