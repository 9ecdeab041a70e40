import type { CountEvent } from '@vialog/contracts';
import type { GeographicPoint } from '@vialog/geometry';
import type { AfterKey, EventQuery } from './event-query.ts';

export interface EventSlice {
  /** Newest slot first, then by eventId ascending. */
  readonly items: readonly CountEvent[];
  /** Whether more items follow after the last one. */
  readonly more: boolean;
}

export interface MatchCount {
  /** At most the limit. */
  readonly value: number;
  /** `gte`: there are more than the limit. */
  readonly relation: 'eq' | 'gte';
}

export interface Bucket {
  /** Epoch ms. */
  readonly start: number;
  readonly count: number;
}

/**
 * A run of records of one zone that satisfied the condition, all within the window. Gap records can satisfy it too
 * (kind:gap); they add nothing to peak, mean and measuredSlots.
 */
export interface EpisodeRow {
  readonly cameraId: string;
  readonly zoneId: string;
  readonly siteId?: string;
  /** Epoch ms of the first slot's start and the last slot's end. */
  readonly from: number;
  readonly to: number;
  /** Highest and mean total over the measured slots, number; 0 where there is none. */
  readonly peak: number;
  readonly mean: number;
  /** Epoch ms, start of the first slot with the highest occupancy, else with the highest total; `from` where none is. */
  readonly peakAt: number;
  /** Highest and mean occupancy over the slots that have one, ratio of 6 decimals. */
  readonly occupancy?: { readonly peak: number; readonly mean: number };
  readonly measuredSlots: number;
  /** Of the last record, as are siteId and position (longitude, latitude in WGS-84 degrees). */
  readonly slotMs: number;
  readonly position: readonly [number, number];
}

/** Reads single slots. A query past its deadline fails with the code QUERY_TOO_EXPENSIVE. */
export interface EventReader {
  search(query: EventQuery, page: { limit: number; after?: AfterKey }): Promise<EventSlice>;
  /** Matches of the query; stops counting at `limit`. */
  count(query: EventQuery, limit: number): Promise<MatchCount>;
  /** Matches per bucket, buckets without one included; `edges` are ascending epoch ms, bucket i is [edges[i], edges[i+1]). */
  histogram(query: EventQuery, edges: readonly number[]): Promise<readonly Bucket[]>;
  byId(eventId: string): Promise<CountEvent | undefined>;
}

/**
 * What comes first: the newest end, the longest, the highest count or occupancy (by peak, then by mean; without occupancy
 * last), or the nearest to one of the centers. Episodes that are equal in it are in the order `time`.
 */
export type EpisodeOrder =
  | { readonly by: 'time' | 'length' | 'count' | 'occupancy' }
  | { readonly by: 'distance'; readonly centers: readonly GeographicPoint[] };

export interface EpisodeRule {
  /** Minimum length of an episode, ms from the first slot's start to the last slot's end. */
  readonly minMs: number;
  /** Maximum time between two matching records of one episode, ms. */
  readonly bridgeMs: number;
  readonly limit: number;
  readonly order: EpisodeOrder;
  /** Only episodes after this one in the order of the response. */
  readonly after?: EpisodeKey;
}

/**
 * Position of an episode in an order: higher ranks first, compared from the first number on, then newest end, cameraId,
 * zoneId and newest start first.
 */
export interface EpisodeKey extends Pick<EpisodeRow, 'to' | 'cameraId' | 'zoneId' | 'from'> {
  readonly rank: readonly number[];
}

export interface EpisodeReader {
  /**
   * Two matching records belong to one episode when no measured slot of the zone between them failed the condition and
   * the end of one is at most `bridgeMs` before the start of the next.
   */
  episodes(query: EventQuery, rule: EpisodeRule): Promise<readonly EpisodeRow[]>;
}
