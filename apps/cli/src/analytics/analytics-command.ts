import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readDefinition } from '@vialog/analytics';
import type { AnalyticsList, ReportLanguage } from '@vialog/contracts';
import { connectTo } from '../cameras/server-client.ts';
import type { Command } from '../command.ts';
import { readInputFile } from '../input-file.ts';
import { writeWhole } from '../report/write-whole.ts';
import { readAnalyticsRequest, type AnalyticsRequest } from './analytics-request.ts';

export const analyticsCommand: Command = {
  summary: 'lists the questions of the catalogue, runs one of them, checks own definitions',
  usage: `usage: vialog analytics list [--search WORDS] [--language en|zh] [--url URL] [--token-file FILE]
       vialog analytics run ID [--output FILE] [--format html|pdf|json|xlsx|csv|ndjson|parquet] [--language en|zh]
           [--sites ID,…] [--cameras ID,…] [--groups NAME,…] [--zone ID] [--origin ORIGIN,…] [--from TIME] [--to TIME]
           [--change-at TIME] [--target VALUE] [--min-coverage RATIO] [--holidays apart|with|only]
           [--exclude-days DATE,…] [--url URL] [--token-file FILE]
       vialog analytics check FILE…
  --output      file to write; without it the sentences are printed. Without --format its extension is the format
  --from, --to  period with offset, like 2026-03-01T00:00:00+01:00; default: as in the definition, until the last hour
  --change-at   date between the periods of a comparison before and after
  --url         address of the server; default http://127.0.0.1:7070
  --token-file  file with the administrator token; default: the variable VIALOG_ADMIN_TOKEN
check reads definitions without a server and prints their faults with file and line.
docs/analytics.md describes the analytics and definitions of your own.`,
  run: async (args) => {
    const request = readAnalyticsRequest(args);
    switch (request.kind) {
      case 'list':
        return list(request);
      case 'run':
        return run(request);
      case 'check':
        return check(request.files);
    }
  },
};

async function list({
  server,
  search,
  language,
}: Extract<AnalyticsRequest, { kind: 'list' }>): Promise<number> {
  const { items, rejected } = await (await connectTo(server)).analytics(search);
  process.stdout.write(listText(items, language));
  for (const { file, line, message } of rejected) process.stderr.write(`${file}:${line}: ${message}\n`);
  return rejected.length === 0 ? 0 : 1;
}

function listText(items: AnalyticsList['items'], language: ReportLanguage): string {
  const width = Math.max(0, ...items.map(({ id }) => id.length));
  return items.map(({ id, question }) => `${id.padEnd(width)}  ${question[language]}\n`).join('');
}

async function run({
  server,
  id,
  output,
  query,
}: Extract<AnalyticsRequest, { kind: 'run' }>): Promise<number> {
  const client = await connectTo(server);
  if (output !== undefined) {
    await writeWhole(await client.analyticFile(id, query), output);
    return 0;
  }
  const { report } = await client.runAnalytic(id, query);
  const lines = [report.question ?? report.title, '', ...report.findings];
  await pipeline([`${lines.join('\n')}\n`], process.stdout, { end: false });
  return 0;
}

async function check(files: readonly string[]): Promise<number> {
  let faults = 0;
  for (const file of files) {
    const text = String(await readInputFile(file, 'definition'));
    const read = readDefinition({ name: basename(file), text });
    if (read.kind === 'read') process.stdout.write(`${file}: ${read.analytic.definition.question.en}\n`);
    else
      for (const { line, message } of read.faults) {
        faults += 1;
        process.stderr.write(`${file}:${line}: ${message}\n`);
      }
  }
  return faults === 0 ? 0 : 1;
}
