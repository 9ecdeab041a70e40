import type { CountClass } from '@vialog/contracts';

export { zoneKey } from '@vialog/contracts';

export interface ZoneRef {
  readonly cameraId: string;
  readonly zoneId: string;
}

/** Sums of one zone over one stretch; the only thing trends, coverage and the ledger are made of. */
export interface ZoneSums {
  readonly cameraId: string;
  readonly zoneId: string;
  readonly siteId?: string;
  /** Camera version of the slots summed here: a version change starts a new row. */
  readonly cameraVersion: number;
  /** Epoch ms of the stretch's start (15 minutes, an hour or the edges asked for). */
  readonly start: number;
  readonly slotMs: number;
  /** Measured slots, number. */
  readonly measured: number;
  /** Sum of the slot totals and highest slot total. */
  readonly total: { readonly sum: number; readonly max: number };
  /** Per class: sum and highest slot count over measured slots. */
  readonly classes: Readonly<Partial<Record<CountClass, { readonly sum: number; readonly max: number }>>>;
  /** Bays and zones with capacity: sums of taken and unknown places, and capacity × measured. */
  readonly occupied: number;
  readonly unknown: number;
  readonly capacity: number;
  /**
   * Gap reason → slots explained by gap records and not measured. A span is spread over the slots it covers; where
   * several records cover one slot the one that starts last explains it. So measured + gaps never exceeds the slots
   * there are.
   */
  readonly gaps: Readonly<Record<string, number>>;
}

export interface SumsQuery {
  /** All zones where all three are left out; a zone has to be in every list that is given. */
  readonly zones?: readonly ZoneRef[];
  readonly cameras?: readonly string[];
  readonly sites?: readonly string[];
  /**
   * Ascending epoch ms, at least two: stretch i is [edges[i], edges[i+1]) and holds the slots that start in it.
   * Edges off the quarter hour are answered exactly from single slots as long as these are kept; behind that a
   * quarter hour belongs to the stretch its start lies in.
   */
  readonly edges: readonly number[];
}

export interface TrendReader {
  /** One row per zone, version and stretch that has a measured slot or an explained gap. In no order. */
  sums(query: SumsQuery): Promise<readonly ZoneSums[]>;
  /** `zoneKey` → end of the zone's newest slot, measured or gap (a span's last slot): where take-over starts. Epoch ms. */
  lastSlotEnds(cameras: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Newest record's slot start in the whole store, epoch ms. */
  newest(): Promise<number | undefined>;
}
