import type { ErrorCode } from '@vialog/contracts';
import type { AfterKey, CellResolution, EpisodeRule, EventQuery, SumsQuery } from '@vialog/events';

/** What the store asks a reader process. */
export type ReaderTask =
  | { readonly ask: 'search'; readonly query: EventQuery; readonly page: { limit: number; after?: AfterKey } }
  | { readonly ask: 'count'; readonly query: EventQuery; readonly limit: number }
  | { readonly ask: 'histogram'; readonly query: EventQuery; readonly edges: readonly number[] }
  | { readonly ask: 'cells'; readonly query: EventQuery; readonly resolution: CellResolution }
  | { readonly ask: 'byId'; readonly eventId: string }
  | { readonly ask: 'episodes'; readonly query: EventQuery; readonly rule: EpisodeRule }
  | { readonly ask: 'sums'; readonly query: SumsQuery }
  | { readonly ask: 'lastSlotEnds'; readonly cameras: readonly string[] }
  | { readonly ask: 'newest' };

export interface ReaderRequest {
  readonly id: number;
  readonly task: ReaderTask;
}

export type ReaderAnswer =
  | { readonly ready: true }
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly damagedDay: number; readonly why: string }
  | { readonly id: number; readonly error: string; readonly code?: ErrorCode };
