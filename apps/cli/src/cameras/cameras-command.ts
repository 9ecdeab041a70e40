import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { ImportReport } from '@vialog/contracts';
import type { Command } from '../command.ts';
import { uploadFile } from '../upload-file.ts';
import { readCamerasRequest, type CamerasRequest } from './cameras-request.ts';
import { reportLines } from './print-report.ts';
import { connectTo, type ServerClient } from './server-client.ts';

export const camerasCommand: Command = {
  summary: 'imports and exports camera lists through a running server',
  usage: `usage: vialog cameras import <file> [--url URL] [--dry-run] [--format F] [--crs C] [--time-zone Z]
           [--lifecycle draft|active] [--group G] [--columns field=Column,…] [--encoding E]
           [--delimiter comma|semicolon|tab|pipe] [--report FILE]
       vialog cameras export --format F [--url URL] [--crs C] [--lifecycle L] [--group G] [--site ID] [--output FILE]
  --url         address of the server; default http://127.0.0.1:7070
  --token-file  file with the administrator token; default: the variable VIALOG_ADMIN_TOKEN
  --format      csv, geojson, otcm (OpenTrafficCamMap), gb28181 (catalogue XML) or gat1400 (APE JSON);
                default: by the extension .csv, .geojson or .xml
  --crs         wgs84 (default), gcj02 or bd09
  --report      writes the row-by-row report as JSON
An import is checked first, row by row; all rows are stored, or none. The exit code is 1 if a row has a problem.`,
  run: async (args) => {
    const request = readCamerasRequest(args);
    const client = await connectTo(request.server);
    return request.kind === 'import' ? runImport(client, request) : runExport(client, request);
  },
};

type Request<K extends CamerasRequest['kind']> = Extract<CamerasRequest, { kind: K }>;

async function runImport(client: ServerClient, request: Request<'import'>): Promise<number> {
  const bytes = await uploadFile(request.file);
  const checked = await client.importCameras(bytes, { ...request.query, dryRun: 'true' }, printProgress);
  const isClean = checked.problems.length === 0 && checked.summary.invalid === 0;
  const report =
    isClean && !request.isDryRun ? await client.importCameras(bytes, request.query, printProgress) : checked;
  await print(report, request.reportFile);
  return isClean ? 0 : 1;
}

async function print(report: ImportReport, reportFile: string | undefined): Promise<void> {
  if (reportFile !== undefined) await writeFile(reportFile, `${JSON.stringify(report, null, 2)}\n`);
  const lines = reportLines(report);
  for (const line of lines.slice(0, -1)) process.stderr.write(`${line}\n`);
  process.stdout.write(`${lines.at(-1)}\n`);
}

/** Overwrites one line of a terminal; prints nothing to a file or pipe. */
function printProgress(checked: number, rows: number): void {
  if (process.stderr.isTTY)
    process.stderr.write(`\rchecked ${checked} of ${rows} rows${checked === rows ? '\n' : ''}`);
}

async function runExport(client: ServerClient, { query, output }: Request<'export'>): Promise<number> {
  const { body, leftOut } = await client.exportCameras(query);
  if (output === undefined) await pipeline(body, process.stdout, { end: false });
  else await pipeline(body, createWriteStream(output));
  if (leftOut > 0)
    process.stderr.write(
      `${leftOut} cameras have no 20-digit code, which this format requires; they are left out\n`,
    );
  return 0;
}
