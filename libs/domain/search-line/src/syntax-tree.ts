import type { EventKind, EventOrigin, GapReason } from '@vialog/contracts/vocabulary';
import type { GeographicPoint } from '@vialog/geometry';
import type { AmountWord, Countable } from './vocabulary.ts';

/** Characters of the line: from inclusive, to exclusive, UTF-16 units. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A part of the line that cannot be parsed, with a sentence that says what was expected. */
export interface SearchProblem extends Range {
  readonly message: string;
  /** Probable correction: a replacement for the range. */
  readonly suggestion?: string;
}

export type Operator = '>' | '>=' | '=' | '<=' | '<';
export type NameField = 'site' | 'camera' | 'zone' | 'group';

export type SearchLeaf = Range &
  (
    | { readonly kind: 'word'; readonly text: string }
    /** Occupancy is a ratio: 85% is 0.85. */
    | { readonly kind: 'amount'; readonly field: AmountWord; readonly op: Operator; readonly value: number }
    | { readonly kind: 'class'; readonly classes: readonly Countable[] }
    | { readonly kind: 'name'; readonly field: NameField; readonly names: readonly string[] }
    | { readonly kind: 'model'; readonly models: readonly string[] }
    | { readonly kind: 'kind'; readonly kinds: readonly EventKind[] }
    | { readonly kind: 'reason'; readonly reasons: readonly GapReason[] }
    | { readonly kind: 'origin'; readonly origins: readonly EventOrigin[] }
    | { readonly kind: 'near'; readonly lat: number; readonly lon: number; readonly radiusM: number }
    | { readonly kind: 'nearPlace'; readonly place: string; readonly radiusM: number }
    | {
        readonly kind: 'bbox';
        readonly west: number;
        readonly south: number;
        readonly east: number;
        readonly north: number;
      }
    /** Corners in order around the outline; an edge joins the last corner to the first. */
    | { readonly kind: 'polygon'; readonly corners: readonly GeographicPoint[] }
    /** Length of the time window that ends now, ms. */
    | { readonly kind: 'last'; readonly ms: number }
    /** Epoch ms. */
    | { readonly kind: 'from' | 'to'; readonly at: number }
    /** ISO weekdays, ascending. */
    | { readonly kind: 'on'; readonly days: readonly number[] }
    /** Local minutes of the day; end 1440 is midnight; start > end crosses midnight. */
    | { readonly kind: 'at'; readonly start: number; readonly end: number }
    | { readonly kind: 'for'; readonly ms: number }
  );

export type SearchNode =
  | SearchLeaf
  /** The empty line: matches every slot. */
  | (Range & { readonly kind: 'everything' })
  | (Range & { readonly kind: 'and' | 'or'; readonly of: readonly SearchNode[] })
  | (Range & { readonly kind: 'not'; readonly of: SearchNode });
