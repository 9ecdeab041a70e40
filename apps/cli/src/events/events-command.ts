import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openTransferStore, type TransferStore } from '@vialog/compose-events/transfer';
import type { Clock } from '@vialog/contracts';
import { exportEvents, importEvents } from '@vialog/events';
import type { Command } from '../command.ts';
import { readEventsRequest, type EventsRequest } from './events-request.ts';
import { storeLocation } from './store-location.ts';

const clock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };

export const eventsCommand: Command = {
  summary: 'imports and exports events as JSON lines, with either event store',
  usage: `usage: vialog events import [file] <store>          JSON lines from a file or standard input
       vialog events export <store> [--from time] [--to time] [--cameras id,id]   newest first, to standard output
<store> is one of
  --data <folder>             the data folder of a stopped server (VIALOG_DATA_DIR)
  --elasticsearch <url>       with --prefix <name> (vialog), --api-key-file <file>, --ca-file <pem> or
                              --ca-fingerprint <sha256>
An invalid line is reported on standard error and skipped. A record that the store already has is counted as known, so an
interrupted import can be run again. The exit code is 1 if a line was skipped or rejected.`,
  run: async (args) => {
    const request = readEventsRequest(args, clock.now());
    const store = await openTransferStore(await storeLocation(request.store), clock);
    try {
      return request.verb === 'import' ? await runImport(store, request) : await runExport(store, request);
    } finally {
      await store.close();
    }
  },
};

async function runImport(
  store: TransferStore,
  { file }: Extract<EventsRequest, { verb: 'import' }>,
): Promise<number> {
  const input = file === undefined ? process.stdin : createReadStream(file);
  const summary = await importEvents(input.setEncoding('utf8') as AsyncIterable<string>, store.writer, {
    sleep: (ms) => sleep(ms),
    onIssue: ({ line, why }) => process.stderr.write(`line ${line}: ${why}\n`),
  });
  process.stdout.write(`${JSON.stringify(summary)}\n`);
  return summary.rejected + summary.unreadable > 0 ? 1 : 0;
}

async function runExport(
  store: TransferStore,
  { query }: Extract<EventsRequest, { verb: 'export' }>,
): Promise<number> {
  let records = 0;
  for await (const line of exportEvents(store.reader, query)) {
    records += 1;
    if (!process.stdout.write(line)) await once(process.stdout, 'drain');
  }
  process.stderr.write(`${records} records\n`);
  return 0;
}
