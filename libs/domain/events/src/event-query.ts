import type { GapReason } from '@vialog/contracts';
import type { GeographicPoint } from '@vialog/geometry';
import type { AmountWord } from '@vialog/search-line';

/**
 * Numbers of a measured slot that a condition can compare; a slot without the number does not match. count is the total,
 * free is capacity − occupied − unknown, a class its median; in, out, flow and stopped: see `trackedNumber`.
 */
export type NumberField = AmountWord;
export type Comparison = '>' | '>=' | '=' | '<=' | '<';

/**
 * A search line with its names resolved: a tree that every store compiles. A gap satisfies no condition on numbers.
 */
export type Condition =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'and'; readonly of: readonly Condition[] }
  | { readonly kind: 'or'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'number'; readonly field: NumberField; readonly op: Comparison; readonly value: number }
  | { readonly kind: 'cameras'; readonly ids: readonly string[] }
  | { readonly kind: 'sites'; readonly ids: readonly string[] }
  | {
      readonly kind: 'zones';
      readonly zones: readonly { readonly cameraId: string; readonly zoneId: string }[];
    }
  | { readonly kind: 'zoneId'; readonly zoneId: string }
  | { readonly kind: 'eventKind'; readonly eventKind: 'measured' | 'gap' }
  | { readonly kind: 'reason'; readonly reason: GapReason }
  | { readonly kind: 'model'; readonly modelId: string }
  | { readonly kind: 'origin'; readonly origin: 'camera' | 'simulated' | 'counter' }
  /** Great-circle distance, haversine on a sphere of 6,371,008.8 m; the edge is included. */
  | { readonly kind: 'near'; readonly lon: number; readonly lat: number; readonly radiusM: number }
  /** Edges are included; west > east crosses the antimeridian. */
  | {
      readonly kind: 'bbox';
      readonly west: number;
      readonly south: number;
      readonly east: number;
      readonly north: number;
    }
  /** At least three corners; see `geographicPolygonCovers` of `@vialog/geometry`. */
  | { readonly kind: 'polygon'; readonly corners: readonly GeographicPoint[] }
  /** ISO weekdays, 1 Monday … 7 Sunday, in the camera's time zone at the slot start. */
  | { readonly kind: 'weekdays'; readonly days: readonly number[] }
  /** Local minutes of the day, from inclusive, to exclusive; from > to crosses midnight. */
  | { readonly kind: 'minutes'; readonly from: number; readonly to: number };

/** A query to a store: slots that start in [from, to) and satisfy the condition. */
export interface EventQuery {
  /** Epoch ms, inclusive. */
  readonly from: number;
  /** Epoch ms, exclusive. */
  readonly to: number;
  readonly where: Condition;
}

/** The key of the last item of a page. */
export interface AfterKey {
  /** Epoch ms. */
  readonly slotStart: number;
  readonly eventId: string;
}
