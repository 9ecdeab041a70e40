import type { Client } from '@elastic/elasticsearch';
import { VialogError, type CountEvent } from '@vialog/contracts';
import type {
  AfterKey,
  Bucket,
  CellResolution,
  CellRow,
  EpisodeRow,
  EpisodeRule,
  EventQuery,
  EventSlice,
  MatchCount,
  OpenEventReaders,
  StoreStorage,
  SumsQuery,
  ZoneRows,
  ZoneSums,
} from '@vialog/events';
import { BoundedClient, type BoundedClientOptions } from './bounded-client.ts';
import { checkServer, openClient, type ClientOptions, type ConnectionSettings } from './connection.ts';
import { ElasticEpisodeReader, type EpisodeReaderOptions } from './elastic-episode-reader.ts';
import { ElasticEventReader } from './elastic-event-reader.ts';
import { ElasticTrendReader } from './elastic-trend-reader.ts';
import { IndexNames } from './index-names.ts';
import { readClusterStorage } from './cluster-storage.ts';

export interface ElasticReadersOptions {
  readonly connection: ConnectionSettings;
  /** Prefix of all names in Elasticsearch. Default `vialog`. */
  readonly prefix?: string;
  readonly reading?: BoundedClientOptions;
  readonly episodes?: EpisodeReaderOptions;
  /** Further options of the client; for tests. */
  readonly client?: ClientOptions;
}

/** Opens the store for reading: creates and writes nothing. The server may start later; see `check`. */
export function openElasticReaders(options: ElasticReadersOptions): OpenEventReaders {
  const client = openClient(options.connection, options.client);
  return new ElasticEventReaders(client, new IndexNames(options.prefix ?? 'vialog'), options);
}

/** All reading ports over one connection, with one request queue. */
export class ElasticEventReaders implements OpenEventReaders {
  protected readonly client: Client;
  protected readonly elastic: BoundedClient;
  readonly #events: ElasticEventReader;
  readonly #episodes: ElasticEpisodeReader;
  readonly #trends: ElasticTrendReader;

  constructor(
    client: Client,
    names: IndexNames,
    options: Pick<ElasticReadersOptions, 'reading' | 'episodes'> = {},
  ) {
    this.client = client;
    this.elastic = new BoundedClient(client, options.reading);
    this.#events = new ElasticEventReader(this.elastic, names);
    this.#episodes = new ElasticEpisodeReader(this.elastic, names, options.episodes);
    this.#trends = new ElasticTrendReader(this.elastic, names);
  }

  search(query: EventQuery, page: { limit: number; after?: AfterKey }): Promise<EventSlice> {
    return this.#events.search(query, page);
  }

  count(query: EventQuery, limit: number): Promise<MatchCount> {
    return this.#events.count(query, limit);
  }

  histogram(query: EventQuery, edges: readonly number[]): Promise<readonly Bucket[]> {
    return this.#events.histogram(query, edges);
  }

  byId(eventId: string): Promise<CountEvent | undefined> {
    return this.#events.byId(eventId);
  }

  cells(query: EventQuery, resolution: CellResolution): Promise<readonly CellRow[]> {
    return this.#events.cells(query, resolution);
  }

  episodes(query: EventQuery, rule: EpisodeRule): Promise<readonly EpisodeRow[]> {
    return this.#episodes.episodes(query, rule);
  }

  sums(query: SumsQuery): Promise<readonly ZoneSums[]> {
    return this.#trends.sums(query);
  }

  zoneRows(query: SumsQuery): Promise<readonly ZoneRows[]> {
    return this.#trends.zoneRows(query);
  }

  lastSlotEnds(cameras: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.#trends.lastSlotEnds(cameras);
  }

  newest(): Promise<number | undefined> {
    return this.#trends.newest();
  }

  async check(): Promise<void> {
    try {
      await checkServer(this.client);
    } catch (cause) {
      const reason = Error.isError(cause) ? cause.message : String(cause);
      throw new VialogError('STORE_UNAVAILABLE', `Elasticsearch does not respond: ${reason}`, { cause });
    }
  }

  storage(): Promise<StoreStorage> {
    return this.elastic.request(readClusterStorage);
  }

  close(): Promise<void> {
    return this.client.close();
  }
}
