import type { SumsRow } from '@vialog/measuring';

export { zoneKey } from '@vialog/contracts';

export interface ZoneRef {
  readonly cameraId: string;
  readonly zoneId: string;
}

/** Sums of one zone over one stretch; the only thing trends, coverage and the ledger are made of. */
export interface ZoneSums extends SumsRow {
  readonly siteId?: string;
  readonly slotMs: number;
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
