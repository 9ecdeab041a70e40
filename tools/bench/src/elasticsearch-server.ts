import { Client } from '@elastic/elasticsearch';
import { openElasticStore, type ElasticEventStore } from '@vialog/events-elasticsearch';
import { useElasticsearch } from '@vialog/testkit';
import { benchClock } from './elasticsearch-events.ts';

export interface BenchServer {
  readonly client: Client;
  /** Opens a store with its own index names. */
  open(prefix: string): Promise<ElasticEventStore>;
  /** Size and document count of the event indices of a prefix. */
  sizeOf(prefix: string): Promise<{ bytes: number; records: number }>;
  /** Removes all indices of the prefixes and releases the server. */
  close(): Promise<void>;
}

export async function benchServer(): Promise<BenchServer> {
  const server = await useElasticsearch();
  const client = new Client({ node: server.url, maxRetries: 0 });
  const opened = new Map<string, ElasticEventStore>();
  const open = async (prefix: string): Promise<ElasticEventStore> => {
    const store = await openElasticStore({
      connection: { nodes: [server.url] },
      clock: benchClock,
      owner: 'bench',
      prefix,
      reading: { timeoutMs: 60_000 },
    });
    opened.set(prefix, store);
    return store;
  };
  const close = async (): Promise<void> => {
    for (const [prefix, store] of opened) {
      await store.close();
      await removeAll(client, prefix);
    }
    await client.close();
    server.release();
  };
  return { client, open, sizeOf: (prefix) => sizeOf(client, prefix), close };
}

async function sizeOf(client: Client, prefix: string): Promise<{ bytes: number; records: number }> {
  const stats = await client.indices.stats({ index: `${prefix}-events-v1-*`, metric: ['store', 'docs'] });
  const { store, docs } = stats._all.primaries ?? {};
  return { bytes: store?.size_in_bytes ?? NaN, records: docs?.count ?? NaN };
}

async function removeAll(client: Client, prefix: string): Promise<void> {
  const found = await client.indices.getSettings({ index: `${prefix}-*`, allow_no_indices: true });
  const indices = Object.keys(found);
  if (indices.length > 0) await client.indices.delete({ index: indices });
  for (const name of ['events', 'bins', 'packs', 'spans', 'state-v1'])
    await client.indices.deleteIndexTemplate({ name: `${prefix}-${name}` }, { ignore: [404] });
}
