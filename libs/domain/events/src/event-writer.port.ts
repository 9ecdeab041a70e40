import type { CountEvent } from '@vialog/contracts';

/**
 * What became of one event. stored: new, or a measurement that replaced a gap. known: already there, nothing to do.
 * busy: try again. refused: never will be (out of retention, in the future, not a count event).
 */
export type AppendVerdict =
  | { readonly kind: 'stored' }
  | { readonly kind: 'known' }
  | { readonly kind: 'busy'; readonly pauseMs: number }
  | { readonly kind: 'refused'; readonly why: string };

export interface EventWriter {
  /**
   * Takes events in any order and tells what became of each, in the order given. `stored` and `known` are durable.
   * First write wins, except that a measurement outranks a gap; bins change in the same step. A measurement that
   * replaces the first slot of a gap span leaves the span's other slots explained (`restOfSpan`). The store sets
   * indexedAt.
   */
  append(events: readonly CountEvent[]): Promise<readonly AppendVerdict[]>;
}
