import type { Clock } from '@vialog/contracts';
import type { EventReader, EventWriter } from '@vialog/events';
import { openElasticStore } from '@vialog/events-elasticsearch';
import { openSqliteEventStore } from '@vialog/events-sqlite';
import type { EventStoreLocation } from './event-store-location.ts';

/** An event store that is opened to import or export records. */
export interface TransferStore {
  readonly writer: EventWriter;
  readonly reader: EventReader;
  /** Makes imported records visible to searches, then closes the store. */
  close(): Promise<void>;
}

/**
 * Opens an event store for import and export.
 * @throws {Error} when Elasticsearch does not respond, or when another process has the folder open for writing
 */
export async function openTransferStore(location: EventStoreLocation, clock: Clock): Promise<TransferStore> {
  if (location.kind === 'sqlite') {
    const store = await openSqliteEventStore({ folder: location.folder, clock });
    return { writer: store, reader: store, close: () => store.close() };
  }
  const store = await openElasticStore({
    connection: location.connection,
    clock,
    owner: `cli-${process.pid}`,
    ...(location.prefix === undefined ? {} : { prefix: location.prefix }),
  });
  const close = async (): Promise<void> => {
    await store.refresh();
    await store.close();
  };
  return { writer: store, reader: store, close };
}

export { type EventStoreLocation } from './event-store-location.ts';
