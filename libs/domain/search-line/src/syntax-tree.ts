import type { EventKind, EventOrigin, GapReason } from '@vialog/contracts/vocabulary';
import type { GeographicPoint } from '@vialog/geometry';
import type { ProblemCode } from './problem-codes.ts';
import type { AmountWord, Countable, EpisodeSort } from './vocabulary.ts';

/** Characters of the line: from inclusive, to exclusive, UTF-16 units. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Values of a problem or note that its sentence shows. */
export type ProblemParams = Readonly<Record<string, string | number>>;

/**
 * A part of the line that cannot be parsed, with a sentence that says what was expected. `chinese-problems.ts` has the
 * sentence of each code in Chinese.
 */
export interface SearchProblem extends Range {
  readonly code: ProblemCode;
  readonly params: ProblemParams;
  /** In English. */
  readonly message: string;
  /** Probable correction: a replacement for the range. */
  readonly suggestion?: string;
}

export type Operator = '>' | '>=' | '=' | '<=' | '<';
export type NameField = 'site' | 'camera' | 'zone' | 'group';

/**
 * A moment of a time window: epoch ms, or a local date (`2026-01-31`) or local time (`2026-01-31T08:00`) in the time zone
 * of the places that the line selects.
 */
export type Moment =
  { readonly kind: 'instant'; readonly at: number } | { readonly kind: 'local'; readonly text: string };

/** A local day in the time zone of the places that the line selects. */
export type LocalDay =
  | { readonly kind: 'ago'; readonly days: number }
  /** The latest day with this ISO weekday, today included. */
  | { readonly kind: 'weekday'; readonly weekday: number }
  /** 2026-01-31 */
  | { readonly kind: 'date'; readonly date: string };

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
    /** A date after `to:` is included. */
    | { readonly kind: 'from' | 'to'; readonly moment: Moment }
    | { readonly kind: 'day'; readonly day: LocalDay }
    /** ISO weekdays, ascending. */
    | { readonly kind: 'on'; readonly days: readonly number[] }
    /** Local minutes of the day; end 1440 is midnight; start > end crosses midnight. */
    | { readonly kind: 'at'; readonly start: number; readonly end: number }
    | { readonly kind: 'for'; readonly ms: number }
    | { readonly kind: 'sort'; readonly by: EpisodeSort }
  );

export type SearchNode =
  | SearchLeaf
  /** The empty line: matches every slot. */
  | (Range & { readonly kind: 'everything' })
  | (Range & { readonly kind: 'and' | 'or'; readonly of: readonly SearchNode[] })
  | (Range & { readonly kind: 'not'; readonly of: SearchNode });
