import type { Client } from '@elastic/elasticsearch';
import type { Clock, CountEvent } from '@vialog/contracts';
import {
  RollUpSchedule,
  type AppendVerdict,
  type OpenEventStore,
  type RetentionLimits,
  type Timers,
} from '@vialog/events';
import { BulkWriter, type BulkWriterOptions } from './bulk-writer.ts';
import { checkServer, openClient } from './connection.ts';
import { ElasticEventMaintenance } from './elastic-event-maintenance.ts';
import { ElasticEventReaders, type ElasticReadersOptions } from './elastic-event-readers.ts';
import { ElasticEventWriter } from './elastic-event-writer.ts';
import { DirtyHours } from './dirty-hours.ts';
import { IndexNames } from './index-names.ts';
import type { IndexShape } from './index-templates.ts';
import { DayPacker } from './pack-days.ts';
import { Lease } from './lease.ts';
import { prepareIndices } from './prepare-indices.ts';
import { HourFinaliser } from './finalise-hours.ts';
import { Snapshots, type SnapshotRepository } from './snapshots.ts';
import { SpanCopies } from './span-copies.ts';
import { upgradeRecords, type UpgradedIndex } from './upgrade-records.ts';

export interface ElasticStoreOptions extends IndexShape, ElasticReadersOptions {
  readonly clock: Clock;
  /** Unique name of this process; owner of the roll-up lease. */
  readonly owner: string;
  readonly writing?: BulkWriterOptions;
  /** Start the roll-up of closed hours every minute. Without them it runs only by `finaliser.finaliseDue`. */
  readonly timers?: Timers;
  /** Called when a roll-up failed; it is retried a minute later. */
  readonly onRollUpError?: (error: unknown) => void;
}

/**
 * Checks the server, creates or updates templates and mappings, and opens the store.
 * @throws {Error} when the server does not respond, is too old, or has an index with an incompatible mapping
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

/** The event store of a city: all ports of `@vialog/events` on one Elasticsearch cluster. */
export class ElasticEventStore extends ElasticEventReaders implements OpenEventStore {
  /** Finalises hours. Safe to call in several processes: one of them does the work. */
  readonly finaliser: HourFinaliser;
  /** Packs the sums of finalised days. Safe to call in several processes. */
  readonly packer: DayPacker;
  readonly #names: IndexNames;
  readonly #clock: Clock;
  readonly #bulk: BulkWriter;
  readonly #writer: ElasticEventWriter;
  readonly #maintenance: ElasticEventMaintenance;
  readonly #rollUps: RollUpSchedule;

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
    this.packer = new DayPacker({ elastic, bulk, names, clock, lease });
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
    this.#rollUps = new RollUpSchedule({
      rollUp: () => this.#rollUp(),
      timers: options.timers,
      onError: options.onRollUpError,
    });
  }

  get rollUpFailures(): number {
    return this.#rollUps.failures;
  }

  append(events: readonly CountEvent[]): Promise<readonly AppendVerdict[]> {
    return this.#writer.append(events);
  }

  dropBefore(limits: RetentionLimits): Promise<number> {
    return this.#maintenance.dropBefore(limits);
  }

  eraseCameras(cameraIds: readonly string[]): Promise<number> {
    return this.#maintenance.eraseCameras(cameraIds);
  }

  snapshots(repository: SnapshotRepository): Snapshots {
    return new Snapshots(this.client, this.#names, this.#clock, repository);
  }

  /** Rewrites records of an older mapping. Needed after some upgrades of Vialog; harmless otherwise. */
  upgradeRecords(): Promise<readonly UpgradedIndex[]> {
    return upgradeRecords(this.elastic, this.#bulk, this.#names);
  }

  /** Makes written records visible to searches now instead of within a second. For tests and imports. */
  async refresh(): Promise<void> {
    const { events, bins, packs, state } = this.#names;
    const index = [`${events}-v*`, `${bins}-v*`, `${packs}-v*`, state];
    await this.client.indices.refresh({ index, ignore_unavailable: true });
  }

  async #rollUp(): Promise<void> {
    await this.finaliser.finaliseDue();
    await this.packer.packDue();
  }

  override async close(): Promise<void> {
    await this.#rollUps.stop();
    await super.close();
  }
}
