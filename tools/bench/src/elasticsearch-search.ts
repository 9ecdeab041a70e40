import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hourMs } from '@vialog/contracts';
import type { Condition, EventReader, EventWriter, TrendReader } from '@vialog/events';
import { openSqliteEventStore } from '@vialog/events-sqlite';
import {
  runConcurrently,
  benchClock,
  benchEvents,
  benchSite,
  box,
  eventsInAll,
  filledFrom,
  filledTo,
} from './elasticsearch-events.ts';
import { benchServer } from './elasticsearch-server.ts';
import type { Part, PartOptions, Row } from './part.ts';
import { quantile } from './statistics.ts';

const command = 'npm run bench -- elasticsearch-search';

interface Filled {
  readonly name: string;
  readonly writer: EventWriter;
  readonly reader: EventReader & TrendReader;
  /** Waits until everything is searchable and summed. */
  settle(): Promise<void>;
  bytesPerEvent(): Promise<number>;
}

type Limits = Readonly<Record<string, { limit: number; aim: number }>>;
/** Targets: p95, ms. */
const limits: Readonly<Record<string, Limits>> = {
  SQLite: {
    common: { limit: 20, aim: 3 },
    rare: { limit: 50, aim: 5 },
    never: { limit: 20, aim: 3 },
    trend: { limit: 20, aim: 5 },
  },
  Elasticsearch: {
    common: { limit: 100, aim: 20 },
    rare: { limit: 300, aim: 60 },
    never: { limit: 300, aim: 60 },
    trend: { limit: 20, aim: 5 },
  },
};

const number = (field: 'car' | 'truck', value: number): Condition => ({
  kind: 'number',
  field,
  op: '>=',
  value,
});
const conditions: Readonly<Record<string, { what: string; where: Condition }>> = {
  common: {
    what: 'newest 50 in a box, common (car>=10)',
    where: { kind: 'and', of: [box, number('car', 10)] },
  },
  rare: { what: 'one in a million (truck>=50)', where: number('truck', 50) },
  never: { what: 'newest 50 in a box, never true', where: { kind: 'and', of: [box, number('truck', 90)] } },
};

async function run({ quick, progress }: PartOptions): Promise<Row[]> {
  const count = quick ? 252_000 : eventsInAll;
  const folder = mkdtempSync(join(tmpdir(), 'vialog-bench-events-'));
  const server = await benchServer();
  const sqlite = await openSqliteEventStore({ folder, clock: benchClock, deadlineMs: 60_000 });
  try {
    const stores = [ofSqlite(sqlite, folder, count), await ofElasticsearch(server)];
    const rows: Row[] = [];
    for (const store of stores) {
      rows.push(await fill(store, count, progress));
      rows.push(...(await query(store, quick ? 20 : 100, progress)));
    }
    return rows;
  } finally {
    await sqlite.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function ofSqlite(
  store: Awaited<ReturnType<typeof openSqliteEventStore>>,
  folder: string,
  count: number,
): Filled {
  const sizes = () => readdirSync(folder).map((name) => statSync(join(folder, name)).size);
  return {
    name: 'SQLite',
    writer: store,
    reader: store,
    settle: () => store.rollUp(),
    bytesPerEvent: () => Promise.resolve(sizes().reduce((sum, size) => sum + size, 0) / count),
  };
}

async function ofElasticsearch(server: Awaited<ReturnType<typeof benchServer>>): Promise<Filled> {
  const prefix = 'bench-search';
  const store = await server.open(prefix);
  return {
    name: 'Elasticsearch',
    writer: store,
    reader: store,
    settle: async () => {
      await store.refresh();
      // Late hours are not finalised for one minute.
      await new Promise((done) => setTimeout(done, 61_000));
      while ((await store.finaliser.finaliseDue()).finalised > 0);
      await store.refresh();
    },
    bytesPerEvent: async () => {
      const { bytes, records } = await server.sizeOf(prefix);
      return bytes / records;
    },
  };
}

async function fill(store: Filled, count: number, progress: (line: string) => void): Promise<Row> {
  let next = 0;
  const began = performance.now();
  await runConcurrently(2, () => {
    if (next >= count) return undefined;
    const first = next;
    next += 2_000;
    return write(store, first, Math.min(2_000, count - first));
  });
  const seconds = (performance.now() - began) / 1000;
  await store.settle();
  const bytes = await store.bytesPerEvent();
  progress(`${store.name}: ${count} events in ${seconds.toFixed(0)} s, ${bytes.toFixed(0)} bytes each`);
  return { what: `${store.name}: size including buckets`, value: bytes, unit: 'bytes/event', command };
}

async function write({ writer }: Filled, first: number, count: number): Promise<void> {
  let events = benchEvents(first, count);
  while (events.length > 0) {
    const verdicts = await writer.append(events);
    const busy = events.filter((_, i) => verdicts[i]?.kind === 'busy');
    if (verdicts.some(({ kind }) => kind === 'rejected')) throw new Error('an event was rejected');
    if (busy.length > 0) await new Promise((done) => setTimeout(done, 100));
    events = busy;
  }
}

async function query(store: Filled, times: number, progress: (line: string) => void): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, { what, where }] of Object.entries(conditions)) {
    const query = { from: filledFrom, to: filledTo, where };
    rows.push(await timed(store, times, { name, what }, () => store.reader.search(query, { limit: 50 })));
  }
  const edges = Array.from({ length: 169 }, (_, i) => filledFrom + i * hourMs);
  const what = 'trend of a site (12 zones) by hour over 7 days';
  rows.push(
    await timed(store, times, { name: 'trend', what }, () =>
      store.reader.sums({ edges, sites: [benchSite] }),
    ),
  );
  for (const row of rows) progress(`${row.what}: ${row.value.toFixed(1)} ms`);
  return rows;
}

async function timed(
  store: Filled,
  times: number,
  { name, what }: { name: string; what: string },
  query: () => Promise<unknown>,
): Promise<Row> {
  const took: number[] = [];
  for (let i = 0; i < times + 5; i += 1) {
    const began = performance.now();
    await query();
    if (i >= 5) took.push(performance.now() - began);
  }
  const target = limits[store.name]?.[name];
  return {
    what: `${store.name}: ${what}, p95`,
    value: quantile(took, 0.95),
    unit: `ms (p50 ${quantile(took, 0.5).toFixed(1)})`,
    ...(target ? { target: { bound: 'at most' as const, ...target } } : {}),
    command,
  };
}

export const elasticsearchSearch: Part = {
  name: 'elasticsearch-search',
  title: 'The same queries on SQLite and Elasticsearch',
  method:
    '5.08 million events of 84 zones over 7 days, written through the ports; then each query 100 times, one at a time, ' +
    'in one process on the machine of the stores (Elasticsearch: one node, 1 GB heap). Run sequentially, so caches are warm.',
  onRequest: true,
  run,
};
