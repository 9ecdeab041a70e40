import type { CountEvent } from '@vialog/contracts';
import type { AfterKey, EventQuery } from './event-query.ts';

export interface EventSlice {
  /** Newest slot first, then by eventId ascending. */
  readonly items: readonly CountEvent[];
  /** Whether more follow behind the last item. */
  readonly more: boolean;
}

export interface MatchCount {
  readonly value: number;
  /** `gte`: counting stopped at the limit. */
  readonly relation: 'eq' | 'gte';
}

export interface Bucket {
  /** Epoch ms. */
  readonly start: number;
  readonly count: number;
}

/** A run of slots of one zone that satisfied the condition. Gaps inside break no episode when shorter than `bridgeMs`. */
export interface EpisodeRow {
  readonly cameraId: string;
  readonly zoneId: string;
  readonly siteId?: string;
  /** Epoch ms of the first slot's start and the last slot's end. */
  readonly from: number;
  readonly to: number;
  readonly peak: number;
  readonly mean: number;
  readonly measuredSlots: number;
  readonly slotMs: number;
}

/** Reads single slots. A question past the deadline fails with the code QUERY_TOO_EXPENSIVE. */
export interface EventReader {
  search(query: EventQuery, page: { limit: number; after?: AfterKey }): Promise<EventSlice>;
  /** Matches of the query; stops counting at `limit`. */
  count(query: EventQuery, limit: number): Promise<MatchCount>;
  /** Matches per bucket; `edges` are ascending epoch ms, bucket i is [edges[i], edges[i+1]). */
  histogram(query: EventQuery, edges: readonly number[]): Promise<readonly Bucket[]>;
  byId(eventId: string): Promise<CountEvent | undefined>;
}

export interface EpisodeReader {
  /** Episodes of at least `minMs`, newest end first. Neighbouring means: no measured slot in between failed the condition and no more than `bridgeMs` is unmeasured. */
  episodes(
    query: EventQuery,
    rule: { minMs: number; bridgeMs: number; limit: number },
  ): Promise<readonly EpisodeRow[]>;
}
