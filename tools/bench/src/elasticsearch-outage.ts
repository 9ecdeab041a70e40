import { outageDrill } from './outage-drill.ts';
import type { Part, PartOptions, Row } from './part.ts';

const command = 'npm run bench -- elasticsearch-outage';
const none = { bound: 'at most', limit: 0 } as const;

async function run({ quick, progress }: PartOptions): Promise<Row[]> {
  const outageSeconds = quick ? 15 : 300;
  const found = await outageDrill({
    eventsPerSecond: 1_000,
    calmSeconds: quick ? 5 : 20,
    outageSeconds,
    progress,
  });
  progress(JSON.stringify(found));
  const row = (what: string, value: number, unit: string, target?: Row['target']): Row => ({
    what,
    value,
    unit,
    command,
    ...(target ? { target } : {}),
  });
  return [
    row(`without a server for ${outageSeconds} s, events sent`, found.sent, 'events'),
    row('lost', found.lost, 'events', none),
    row('doubled', found.doubled, 'events', none),
    row('rejected', found.rejected, 'events', none),
    row('failed queries, other causes than STORE_UNAVAILABLE', found.otherQueries, 'queries', none),
    row('batches retried', found.retries, 'batches'),
    row('growth of the highest heap without a server', found.heapGrowthMb, 'MB', {
      bound: 'at most',
      limit: 50,
    }),
    row('until the backlog was stored', found.catchUpSeconds, 's'),
  ];
}

export const elasticsearchOutage: Part = {
  name: 'elasticsearch-outage',
  title: 'Elasticsearch is stopped for five minutes under load',
  method:
    '1,000 events/s are stored through indexCounts, in eight parallel batches of 500. A separate server is stopped and started ' +
    'again on the same data; then every slot and the sums are counted. One query runs every second.',
  onRequest: true,
  run,
};
