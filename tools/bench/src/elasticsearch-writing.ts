import type { Client } from '@elastic/elasticsearch';
import type { CountEvent } from '@vialog/contracts';
import type { ElasticEventStore } from '@vialog/events-elasticsearch';
import { runConcurrently, benchEvents } from './elasticsearch-events.ts';
import { benchServer } from './elasticsearch-server.ts';
import type { Part, PartOptions, Row } from './part.ts';
import { median } from './statistics.ts';

const batchSize = 2_000;
const width = 2;
const prefixes = ['bench-own', 'bench-bare'] as const;

/** The store's writer and a bare bulk loop, in alternating rounds, into equal indices of one node. */
async function run({ quick, progress }: PartOptions): Promise<Row[]> {
  const [rounds, perRound] = quick ? [4, 20_000] : [10, 60_000];
  const server = await benchServer();
  try {
    const own = await server.open(prefixes[0]);
    await server.open(prefixes[1]);
    const rates: { own: number[]; bare: number[] } = { own: [], bare: [] };
    for (let round = 0; round < rounds + 1; round += 1) {
      const batches = batchesOf(round * perRound, perRound);
      const results = {
        own: await rate(perRound, batches, (batch) => writeOwn(own, batch)),
        bare: await rate(perRound, batches, (batch) => writeBare(server.client, batch)),
      };
      // The first round creates the indices and warms up the server.
      if (round === 0) continue;
      rates.own.push(results.own);
      rates.bare.push(results.bare);
      progress(`round ${round}: ${Math.round(results.own)} events/s, bare ${Math.round(results.bare)}`);
    }
    return [rowOf(rates.own, rates.bare)];
  } finally {
    await server.close();
  }
}

function rowOf(own: readonly number[], bare: readonly number[]): Row {
  const ratios = own.map((rate, i) => rate / (bare[i] ?? NaN));
  return {
    what: 'events/s through the writer port, validation and duplicate rule included',
    value: median(own),
    unit: 'events/s',
    against: `bare bulk loop: ${Math.round(median(bare)).toLocaleString('en-US')} events/s`,
    ratio: median(ratios),
    target: { bound: 'at least', limit: 0.85, aim: 0.95 },
    command: 'npm run bench -- elasticsearch-writing',
  };
}

function batchesOf(first: number, count: number): CountEvent[][] {
  return Array.from({ length: count / batchSize }, (_, i) => benchEvents(first + i * batchSize, batchSize));
}

async function rate(
  count: number,
  batches: readonly CountEvent[][],
  write: (batch: CountEvent[]) => Promise<void>,
): Promise<number> {
  let next = 0;
  const began = performance.now();
  await runConcurrently(width, () => {
    const batch = batches[next++];
    return batch === undefined ? undefined : write(batch);
  });
  return count / ((performance.now() - began) / 1000);
}

async function writeOwn(store: ElasticEventStore, batch: readonly CountEvent[]): Promise<void> {
  const verdicts = await store.append(batch);
  const lost = verdicts.find((verdict) => verdict.kind !== 'stored');
  if (lost) throw new Error(`expected every event to be stored, found ${JSON.stringify(lost)}`);
}

/** The simplest possible writer: the same document, id and version, without any check. */
async function writeBare(client: Client, batch: readonly CountEvent[]): Promise<void> {
  const operations = batch.flatMap((event) => [
    {
      index: {
        _index: `bench-bare-events-v1-${event.slotStartAt.slice(0, 10).replaceAll('-', '.')}`,
        _id: event.eventId,
        version: 2,
        version_type: 'external' as const,
      },
    },
    { ...event, derived: derivedOf(event) },
  ]);
  const response = await client.bulk({ operations }, { requestTimeout: 60_000 });
  if (response.errors) throw new Error('the bare bulk loop failed');
}

/** The fields of the mapping, so that both write documents of the same size. */
function derivedOf({ cameraId, zoneId, position: [lon, lat], slotStartAt, slotMs }: CountEvent): object {
  const [lonE6, latE6] = [Math.round(lon * 1e6), Math.round(lat * 1e6)];
  const zone = `${cameraId}/${zoneId}`;
  return { zone, endAt: Date.parse(slotStartAt) + slotMs, lonE6, latE6, spot: `${lonE6},${latE6}` };
}

export const elasticsearchWriting: Part = {
  name: 'elasticsearch-writing',
  title: 'Writing into Elasticsearch, compared with a plain bulk loop',
  method:
    'Batches of 2,000, two in flight, into equal daily indices of one node (1 GB heap), alternately; median of the rounds. ' +
    'The plain loop is `client.bulk` with the same documents, ids and versions, without checks.',
  onRequest: true,
  run,
};
