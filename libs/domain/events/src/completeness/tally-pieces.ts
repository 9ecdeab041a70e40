import { zoneKey } from '@vialog/contracts';
import { addTallies, emptyTally, tallyOf, type SlotTally, type ZonePlan } from '@vialog/measuring';
import type { TimeWindow } from '../query/time-window.ts';
import type { TrendReader, ZoneRef, ZoneSums } from '../trend-reader.port.ts';

/** A zone of one camera version, and the time ranges in which its slots are requested. */
export interface PlanPieces {
  readonly plan: ZonePlan;
  /** Ascending, without overlap. */
  readonly pieces: readonly TimeWindow[];
}

export interface PieceTally {
  readonly plan: ZonePlan;
  readonly piece: TimeWindow;
  readonly tally: SlotTally;
}

export interface TallyTime {
  /** Epoch ms. */
  readonly now: number;
  readonly latenessMs: number;
}

const refOf = ({ camera, zone }: ZonePlan): ZoneRef => ({ cameraId: camera.cameraId, zoneId: zone.zoneId });

/**
 * Counts the expected, measured and missing slots of every piece. Zones with the same pieces share one request to the
 * store.
 */
export async function tallyPieces(
  trends: TrendReader,
  plans: readonly PlanPieces[],
  time: TallyTime,
): Promise<readonly PieceTally[]> {
  const groups = Map.groupBy(plans, ({ pieces }) => pieces.map(({ from, to }) => `${from}-${to}`).join());
  const tallies = await Promise.all([...groups.values()].map((group) => tallyGroup(trends, group, time)));
  return tallies.flat();
}

async function tallyGroup(
  trends: TrendReader,
  group: readonly PlanPieces[],
  time: TallyTime,
): Promise<readonly PieceTally[]> {
  const [first] = group;
  if (!first || first.pieces.length === 0) return [];
  const edges = [...new Set(first.pieces.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const zones = new Map(group.map(({ plan }) => [zoneKey(refOf(plan)), refOf(plan)]));
  const rows = await trends.sums({ zones: [...zones.values()], edges, parts: {} });
  const byKey = new Map(rows.map((row) => [rowKey(row), row]));
  return group.flatMap(({ plan, pieces }) =>
    pieces.map((piece) => ({
      plan,
      piece,
      tally: tallyOf(plan, byKey.get(rowKey(keyOf(plan, piece))), { ...piece, ...time }),
    })),
  );
}

type RowKey = Pick<ZoneSums, 'cameraId' | 'zoneId' | 'cameraVersion' | 'start'>;
const rowKey = (row: RowKey): string => `${zoneKey(row)}/${row.cameraVersion}/${row.start}`;
const keyOf = (plan: ZonePlan, piece: TimeWindow): RowKey => ({
  ...refOf(plan),
  cameraVersion: plan.camera.version,
  start: piece.from,
});

export const sumOfTallies = (tallies: Iterable<SlotTally>): SlotTally =>
  [...tallies].reduce(addTallies, emptyTally);
