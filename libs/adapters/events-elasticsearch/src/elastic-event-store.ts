import type { Client } from '@elastic/elasticsearch';
import type { Clock, CountEvent } from '@vialog/contracts';
import type { AppendVerdict, OpenEventStore } from '@vialog/events';
import { BulkWriter, type BulkWriterOptions } from './bulk-writer.ts';
import { checkServer, openClient } from './connection.ts';
import { ElasticEventMaintenance } from './elastic-event-maintenance.ts';
import { ElasticEventReaders, type ElasticReadersOptions } from './elastic-event-readers.ts';
import { ElasticEventWriter } from './elastic-event-writer.ts';
import { DirtyHours } from './dirty-hours.ts';
import { IndexNames } from './index-names.ts';
import type { IndexShape } from './index-templates.ts';
import { Lease } from './lease.ts';
import { prepareIndices } from './prepare-indices.ts';
import { HourFinaliser } from './finalise-hours.ts';
import { Snapshots, type SnapshotRepository } from './snapshots.ts';
import { SpanCopies } from './span-copies.ts';
import { upgradeRecords, type UpgradedIndex } from './upgrade-records.ts';

export interface ElasticStoreOptions extends IndexShape, ElasticReadersOptions {
  readonly clock: Clock;
  /** Names this process among those that may settle hours; unique. */
  readonly owner: string;
  readonly writing?: BulkWriterOptions;
  /** How often closed hours are looked for and summed up, ms; 60,000. 0: only when `finaliser` is told to. */
  readonly finaliseIntervalMs?: number;
  /** Settling failed; it is tried again. */
  readonly onFinaliseError?: (error: unknown) => void;
}

const defaultFinaliseIntervalMs = 60_000;

/**
 * Looks at the server, brings up templates and mappings, and opens the store.
 * @throws Error when the server does not answer, is too old, or has an index that does not fit
 */
export async function openElasticStore(options: ElasticStoreOptions): Promise<ElasticEventStore> {
  const client = openClient(options.connection, options.client);
  const names = new IndexNames(options.prefix ?? 'vialog');
  try {
    await checkServer(client);
    await prepareIndices(client, names, options);
  } catch (error) {
    await client.close();
    throw error;
  }
  return new ElasticEventStore(client, names, options);
}

/** The event store of a city: every port of `@vialog/events` on one Elasticsearch. */
export class ElasticEventStore extends ElasticEventReaders implements OpenEventStore {
  /** One process at a time does the work, whoever calls. */
  readonly finaliser: HourFinaliser;
  readonly #names: IndexNames;
  readonly #clock: Clock;
  readonly #bulk: BulkWriter;
  readonly #writer: ElasticEventWriter;
  readonly #maintenance: ElasticEventMaintenance;
  readonly #timer: NodeJS.Timeout | undefined;
  #settling: Promise<unknown> = Promise.resolve();

  constructor(client: Client, names: IndexNames, options: ElasticStoreOptions) {
    super(client, names, options);
    const { clock, owner } = options;
    const { elastic } = this;
    const bulk = new BulkWriter(client, options.writing);
    // The name is stored; older versions use the same document.
    const lease = new Lease(elastic, { index: names.state, name: 'settler', owner, clock });
    this.#names = names;
    this.#clock = clock;
    this.#bulk = bulk;
    this.finaliser = new HourFinaliser({ elastic, bulk, names, clock, lease });
    this.#writer = new ElasticEventWriter({
      bulk,
      names,
      clock,
      marks: new DirtyHours(bulk, names, clock),
      spans: new SpanCopies(elastic, bulk, names),
    });
    this.#maintenance = new ElasticEventMaintenance({
      elastic,
      bulk,
      names,
      finaliser: this.finaliser,
      lease,
    });
    this.#timer = this.#settleEvery(
      options.finaliseIntervalMs ?? defaultFinaliseIntervalMs,
      options.onFinaliseError,
    );
  }

  append(events: readonly CountEvent[]): Promise<readonly AppendVerdict[]> {
    return this.#writer.append(events);
  }

  dropBefore(limits: { events: number; bins: number; hours?: number }): Promise<number> {
    return this.#maintenance.dropBefore(limits);
  }

  eraseCameras(cameraIds: readonly string[]): Promise<number> {
    return this.#maintenance.eraseCameras(cameraIds);
  }

  snapshots(place: SnapshotRepository): Snapshots {
    return new Snapshots(this.client, this.#names, this.#clock, place);
  }

  /** Brings records of an older mapping up; needed after an upgrade of Vialog, harmless otherwise. */
  upgradeRecords(): Promise<readonly UpgradedIndex[]> {
    return upgradeRecords(this.elastic, this.#bulk, this.#names);
  }

  /** Makes what was written readable now instead of within a second. For tests and imports. */
  async refresh(): Promise<void> {
    const { events, bins, state } = this.#names;
    const index = [`${events}-v*`, `${bins}-v*`, state];
    await this.client.indices.refresh({ index, ignore_unavailable: true });
  }

  override async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#settling;
    await super.close();
  }

  /** One round at a time: a slow one is not joined by the next. */
  #settleEvery(
    ms: number,
    onTrouble: (error: unknown) => void = () => undefined,
  ): NodeJS.Timeout | undefined {
    if (ms === 0) return undefined;
    let running = false;
    const settle = async (): Promise<void> => {
      running = true;
      await this.finaliser.finaliseDue().catch(onTrouble);
      running = false;
    };
    return setInterval(() => {
      if (!running) this.#settling = settle();
    }, ms).unref();
  }
}
