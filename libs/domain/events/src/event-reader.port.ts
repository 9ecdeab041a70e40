import type { CountEvent } from '@vialog/contracts';
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
  readonly measuredSlots: number;
  /** Of the last record, as is siteId. */
  readonly slotMs: number;
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

export interface EpisodeRule {
  /** Minimum length of an episode, ms from the first slot's start to the last slot's end. */
  readonly minMs: number;
  /** Maximum time between two matching records of one episode, ms. */
  readonly bridgeMs: number;
  readonly limit: number;
  /** Only episodes after this one in the order of the response. */
  readonly after?: EpisodeKey;
}

/** Order of episodes: newest end first, then cameraId, zoneId, and newest start first. */
export type EpisodeKey = Pick<EpisodeRow, 'to' | 'cameraId' | 'zoneId' | 'from'>;

export interface EpisodeReader {
  /**
   * Two matching records belong to one episode when no measured slot of the zone between them failed the condition and
   * the end of one is at most `bridgeMs` before the start of the next.
   */
  episodes(query: EventQuery, rule: EpisodeRule): Promise<readonly EpisodeRow[]>;
}
