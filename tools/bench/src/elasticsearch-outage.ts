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
    row('refused', found.refused, 'events', none),
    row(
      'questions meanwhile that failed otherwise than by STORE_UNAVAILABLE',
      found.otherQuestions,
      'questions',
      none,
    ),
    row('batches offered again', found.retries, 'batches'),
    row('highest heap without a server above the highest before', found.heapGrowthMb, 'MB', {
      bound: 'at most',
      limit: 50,
    }),
    row('until all that waited was in', found.catchUpSeconds, 's'),
  ];
}

export const elasticsearchOutage: Part = {
  name: 'elasticsearch-outage',
  title: 'Elasticsearch is stopped for five minutes under load',
  method:
    '1,000 events/s come through indexCounts, eight batches of 500 at a time; a separate server is stopped, started ' +
    'again on the same data, and then every slot and the sums are counted. A question is asked each second meanwhile.',
  onRequest: true,
  run,
};
