import type { CountClass } from '@vialog/contracts';
import type { SumsRow, ZoneRows } from '@vialog/measuring';

export interface ZoneRef {
  readonly cameraId: string;
  readonly zoneId: string;
}

/** Sums of one zone over one time range. Trends, coverage and the ledger are computed from these sums only. */
export interface ZoneSums extends SumsRow {
  readonly siteId?: string;
  readonly slotMs: number;
}

/** The parts of a row beside the measured slots, their totals and the gaps. A row lacks every part that is not listed. */
export interface SumsParts {
  /** Classes in `classes`. Default: none. */
  readonly classes?: readonly CountClass[] | undefined;
  /** `occupied`, `unknown` and `capacity`, 0 otherwise. */
  readonly spaces?: boolean;
  readonly crossings?: boolean;
  readonly stopped?: boolean;
  readonly turnover?: boolean;
}

export interface SumsQuery {
  /** All zones if all three are left out; a zone must be in every given list. */
  readonly zones?: readonly ZoneRef[];
  readonly cameras?: readonly string[];
  readonly sites?: readonly string[];
  /**
   * Ascending epoch ms, at least two: bucket i is [edges[i], edges[i+1]) and contains the slots that start in it. Edges
   * between quarter hours are computed exactly from single slots within their retention; for older times a quarter hour
   * belongs to the bucket that contains its start.
   */
  readonly edges: readonly number[];
  /** Ascending indexes of the buckets that are read; the others have no rows. Default: all. */
  readonly buckets?: readonly number[] | undefined;
  /** Parts that are needed: the fewer, the faster. Default: all. */
  readonly parts?: SumsParts | undefined;
}

export interface TrendReader {
  /** One row per zone, version and bucket that has a measured slot or a gap record, unordered. */
  sums(query: SumsQuery): Promise<readonly ZoneSums[]>;
  /** The same rows by zone and version, for requests with very many of them. */
  zoneRows(query: SumsQuery): Promise<readonly ZoneRows[]>;
  /**
   * `zoneKey` → end of the zone's newest slot, measured or gap (a span's last slot): where the takeover of a camera
   * starts. Epoch ms.
   */
  lastSlotEnds(cameras: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Slot start of the newest record in the store, epoch ms. */
  newest(): Promise<number | undefined>;
}
