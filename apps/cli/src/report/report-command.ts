import { pipeline } from 'node:stream/promises';
import { connectTo } from '../cameras/server-client.ts';
import type { Command } from '../command.ts';
import { readReportRequest } from './report-request.ts';
import { runSchedule, scheduleUsage } from './schedule-command.ts';
import { writeWhole } from './write-whole.ts';

export const reportCommand: Command = {
  summary: 'writes a report on trends: figures, coverage and method, as a page or file',
  usage: `usage: vialog report [--output FILE] [--format html|pdf|json|xlsx|csv|ndjson|parquet] [--language en|zh]
           [--measure M] [--direction D] [--classes C,…] [--sites ID,…] [--cameras ID,…] [--groups NAME,…] [--zone ID]
           [--from TIME] [--to TIME] [--min-coverage RATIO] [--holidays apart|with|only]
           [--exclude-days DATE,…] [--target VALUE]
           [--title TEXT] [--question TEXT] [--url URL] [--token-file FILE]
  --output      file to write; default: standard output. Without --format its extension is the format
  --format      html (default), pdf, xlsx: document or workbook; json: the report as data;
                csv, ndjson, parquet: the hours on which the report is based
  --measure     presence (default), occupancy, free, flow, stopped, balance, turnover or stay
  --from, --to  period with offset, like 2026-03-01T00:00:00+01:00; default: four weeks until the last hour
  --url         address of the server; default http://127.0.0.1:7070
  --token-file  file with the administrator token; default: the variable VIALOG_ADMIN_TOKEN
${scheduleUsage}
docs/planning.md describes the figures.`,
  run: async (args) => {
    if (args[0] === 'schedule') return runSchedule(args.slice(1));
    const { server, output, query } = readReportRequest(args);
    const body = await (await connectTo(server)).reportFile(query);
    if (output === undefined) await pipeline(body, process.stdout, { end: false });
    else await writeWhole(body, output);
    return 0;
  },
};
