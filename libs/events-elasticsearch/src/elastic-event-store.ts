import type { Client } from '@elastic/elasticsearch';
import type { Clock } from '@vialog/contracts';
import { Asking, type AskingOptions } from './asking.ts';
import { BulkLoop, type BulkLoopOptions } from './bulk-loop.ts';
import { checkServer, openClient, type ClientOptions, type ConnectionSettings } from './connection.ts';
import { ElasticEpisodeReader } from './elastic-episode-reader.ts';
import { ElasticEventMaintenance } from './elastic-event-maintenance.ts';
import { ElasticEventReader } from './elastic-event-reader.ts';
import { ElasticEventWriter } from './elastic-event-writer.ts';
import { ElasticTrendReader } from './elastic-trend-reader.ts';
import { HourMarks } from './hour-marks.ts';
import { IndexNames } from './index-names.ts';
import type { IndexShape } from './index-templates.ts';
import { Lease } from './lease.ts';
import { prepareIndices } from './prepare-indices.ts';
import { HourSettler } from './settle-hours.ts';
import { Snapshots, type SnapshotPlace } from './snapshots.ts';
import { SpanKeeper } from './span-keeper.ts';
import { upgradeRecords, type Upgraded } from './upgrade-records.ts';

export interface ElasticStoreOptions extends IndexShape {
  readonly connection: ConnectionSettings;
  readonly clock: Clock;
  /** Names this process among those that may settle hours; unique. */
  readonly owner: string;
  /** Before every name in Elasticsearch. Default `vialog`. */
  readonly prefix?: string;
  readonly reading?: AskingOptions;
  readonly writing?: BulkLoopOptions;
  /** For tests: another connection under a real client. */
  readonly client?: ClientOptions;
}

/** The event store of a city: every port of `@vialog/events` on one Elasticsearch. */
export interface ElasticEventStore {
  readonly writer: ElasticEventWriter;
  readonly reader: ElasticEventReader;
  readonly episodeReader: ElasticEpisodeReader;
  readonly trendReader: ElasticTrendReader;
  readonly maintenance: ElasticEventMaintenance;
  /** One process at a time does the work, whoever calls. */
  readonly settler: HourSettler;
  snapshots(place: SnapshotPlace): Snapshots;
  /** Brings records of an older mapping up; needed after an upgrade of Vialog, harmless otherwise. */
  upgradeRecords(): Promise<readonly Upgraded[]>;
  /** Makes what was written readable now instead of within five seconds. For tests and imports. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Looks at the server, brings up templates and mappings, and hands out the ports.
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
  return composed(client, names, options);
}

function composed(client: Client, names: IndexNames, options: ElasticStoreOptions): ElasticEventStore {
  const { clock, owner } = options;
  const asking = new Asking(client, options.reading);
  const loop = new BulkLoop(client, options.writing);
  const spans = new SpanKeeper(asking, loop, names);
  const marks = new HourMarks(loop, names, clock);
  const lease = new Lease(asking, { index: names.state, name: 'settler', owner, clock });
  const settler = new HourSettler({ asking, loop, names, clock, lease });
  const own = [`${names.events}-v*`, `${names.bins}-v*`, names.state];
  return {
    writer: new ElasticEventWriter({ loop, names, clock, marks, spans }),
    reader: new ElasticEventReader(asking, names),
    episodeReader: new ElasticEpisodeReader(asking, names),
    trendReader: new ElasticTrendReader(asking, names),
    maintenance: new ElasticEventMaintenance({ asking, loop, names, settler }),
    settler,
    snapshots: (place) => new Snapshots(client, names, clock, place),
    upgradeRecords: () => upgradeRecords(asking, loop, names),
    refresh: async () => void (await client.indices.refresh({ index: own, ignore_unavailable: true })),
    close: () => client.close(),
  };
}
