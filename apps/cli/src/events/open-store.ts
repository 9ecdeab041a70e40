import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '@vialog/contracts';
import type { EventReader, EventWriter } from '@vialog/events';
import { openElasticStore } from '@vialog/events-elasticsearch';
import { openSqliteEventStore } from '@vialog/events-sqlite';
import type { StorePlace } from './events-request.ts';

export interface OpenStore {
  readonly writer: EventWriter;
  readonly reader: EventReader;
  close(): Promise<void>;
}

/** Opens the store of a data folder or of an Elasticsearch. Rejects where it is not there or in use. */
export async function openStore(place: StorePlace, clock: Clock): Promise<OpenStore> {
  if (place.kind === 'sqlite') {
    const store = await openSqliteEventStore({ folder: join(place.dataDir, 'events'), clock });
    return { writer: store, reader: store, close: () => store.close() };
  }
  const store = await openElasticStore({
    connection: await connectionOf(place),
    clock,
    owner: `cli-${process.pid}`,
    ...(place.prefix === undefined ? {} : { prefix: place.prefix }),
  });
  const close = async (): Promise<void> => {
    await store.refresh();
    await store.close();
  };
  return { writer: store, reader: store, close };
}

async function connectionOf(place: Extract<StorePlace, { kind: 'elasticsearch' }>) {
  const { url, apiKeyFile, caFile, caFingerprint } = place;
  return {
    nodes: [url],
    ...(apiKeyFile === undefined ? {} : { apiKey: (await readFile(apiKeyFile, 'utf8')).trim() }),
    ...(caFile === undefined ? {} : { ca: await readFile(caFile, 'utf8') }),
    ...(caFingerprint === undefined ? {} : { caFingerprint }),
  };
}
