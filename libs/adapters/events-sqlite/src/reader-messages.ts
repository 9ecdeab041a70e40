import type { ErrorCode } from '@vialog/contracts';
import type { AfterKey, CellResolution, EpisodeRule, EventQuery, SumsQuery } from '@vialog/events';

/** A query for a reader process. */
export type ReadQuery =
  | {
      readonly kind: 'search';
      readonly query: EventQuery;
      readonly page: { limit: number; after?: AfterKey };
    }
  | { readonly kind: 'count'; readonly query: EventQuery; readonly limit: number }
  | { readonly kind: 'histogram'; readonly query: EventQuery; readonly edges: readonly number[] }
  | { readonly kind: 'cells'; readonly query: EventQuery; readonly resolution: CellResolution }
  | { readonly kind: 'byId'; readonly eventId: string }
  | { readonly kind: 'episodes'; readonly query: EventQuery; readonly rule: EpisodeRule }
  | { readonly kind: 'sums'; readonly query: SumsQuery }
  | { readonly kind: 'lastSlotEnds'; readonly cameras: readonly string[] }
  | { readonly kind: 'newest' };

export interface ReaderRequest {
  readonly id: number;
  readonly task: ReadQuery;
}

export type ReaderReply =
  | { readonly ready: true }
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly damagedDay: number; readonly why: string }
  | { readonly id: number; readonly error: string; readonly code?: ErrorCode };
