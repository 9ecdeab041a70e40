import type { CountEvent } from '@vialog/contracts';

/**
 * The result for one event. stored: new, or a measurement that replaced a gap. known: a duplicate. busy: try again.
 * rejected: permanently (past retention, in the future, not a valid count event).
 */
export type AppendVerdict =
  | { readonly kind: 'stored' }
  | { readonly kind: 'known' }
  | { readonly kind: 'busy'; readonly pauseMs: number }
  | { readonly kind: 'rejected'; readonly why: string };

export interface EventWriter {
  /**
   * Stores events in any order; returns one verdict per event, in the given order. `stored` and `known` are durable. The
   * first write wins, except that a measurement replaces a gap; roll-ups change in the same step. When a measurement
   * replaces the first slot of a gap span, the other slots keep their reason (`restOfSpan`). The store sets indexedAt.
   */
  append(events: readonly CountEvent[]): Promise<readonly AppendVerdict[]>;
}
