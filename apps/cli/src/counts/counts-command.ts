import { writeFile } from 'node:fs/promises';
import type { CountsImportReport } from '@vialog/contracts';
import { connectTo } from '../cameras/server-client.ts';
import { UsageError, type Command } from '../command.ts';
import { uploadFile } from '../upload-file.ts';
import { compareCounts } from './compare-counts.ts';
import { readCountsRequest } from './counts-request.ts';

export const countsCommand: Command = {
  summary: 'imports counts of loops, barriers and people, or compares a camera with them',
  usage: `usage: vialog counts import <file.csv> [--url URL] [--dry-run] [--skip-invalid] [--counter C] [--zone Z]
           [--time-zone Z] [--columns field=Column,…] [--encoding E] [--delimiter comma|semicolon|tab|pipe]
           [--report FILE]
  --url           address of the server; default http://127.0.0.1:7070
  --token-file    file with the administrator token; default: the variable VIALOG_ADMIN_TOKEN
  --counter       id or code of the counter, for files of one counter
  --time-zone     time zone of times without an offset; default: that of the counter
  --columns       columns whose names are not recognised, like startAt=Von,inbound=Fz
  --skip-invalid  imports the valid rows of a file that has invalid ones
  --report        writes the report as JSON
A file is checked first. It is imported if every row is valid; counts that are stored already change nothing.
The exit code is 1 if a row has a problem.
       vialog counts compare <camera-id> --zone Z --counter C [--counter-zone Z] [--measure flow|presence|occupancy]
           [--direction both|inbound|outbound] [--counter-direction D] [--classes car,truck] [--counter-classes …]
           [--interval 1h|15m] [--from T] [--to T] [--min-coverage 0.95] [--json] [--url URL]
Prints and keeps the bias and the error band of the camera. --from and --to: instants with offset; default: four weeks.`,
  run: async ([verb, ...args]) => {
    if (verb === 'compare') return compareCounts(args);
    if (verb === 'import') return importCounts(args);
    throw new UsageError(`expected "import" or "compare", found "${verb ?? ''}"`);
  },
};

async function importCounts(args: readonly string[]): Promise<number> {
  const { server, file, query, ...request } = readCountsRequest(args);
  const client = await connectTo(server);
  const bytes = await uploadFile(file);
  const checked = await client.importCounts(bytes, { ...query, dryRun: 'true' });
  const mayImport = !request.isDryRun && (checked.rejected === 0 || request.skipsInvalid);
  const report = mayImport ? await client.importCounts(bytes, query) : checked;
  if (request.reportFile !== undefined)
    await writeFile(request.reportFile, `${JSON.stringify(report, null, 2)}\n`);
  for (const line of problemLines(report)) process.stderr.write(`${line}\n`);
  process.stdout.write(`${summaryLine(report, request.isDryRun)}\n`);
  return report.rejected === 0 ? 0 : 1;
}

/** Problems that are printed; the report file has more. */
const maxLines = 100;

function problemLines({ problems, rejected, warnings, columns }: CountsImportReport): string[] {
  const found = Object.entries(columns).map(([field, column]) => `${field} = "${column}"`);
  const shown = problems.slice(0, maxLines).map(({ row, line, field, message }) => {
    const place = line === undefined ? `row ${row}` : `row ${row}, line ${line}`;
    return `${place}${field === undefined ? '' : ` (${field})`}: ${message}`;
  });
  const more = rejected > shown.length ? [`… and ${rejected - shown.length} more`] : [];
  return [`columns: ${found.join(', ')}`, ...warnings.map((text) => `warning: ${text}`), ...shown, ...more];
}

function summaryLine({ accepted, known, rejected, dryRun }: CountsImportReport, isDryRun: boolean): string {
  const counts = `${accepted} new, ${known} known, ${rejected} rejected`;
  if (!dryRun) return `Imported: ${counts}.`;
  return `${isDryRun ? 'Checked' : 'Rejected'}, nothing stored: ${counts}.`;
}
