import {
  epochOf,
  isoOf,
  zoneKey,
  type BoardFigure,
  type BoardTile,
  type TrendPoint,
} from '@vialog/contracts';
import { trendSeries, zoneRowsOf } from '@vialog/measuring';
import type { EventPorts } from '../use-cases/event-ports.ts';
import { zonesOf } from '../use-cases/read-series.ts';
import { newestEnd, type BoardPlace } from './board-place.ts';
import { boardSums } from './board-sums.ts';

/** Slots that a figure may be late before it is no longer shown as one. */
const expirySlots = 5;

export interface NewestFigure {
  readonly figure: BoardFigure | undefined;
  /** Why the newest slot that can no longer arrive was not measured; undefined if it was. */
  readonly reason: BoardTile['reason'];
}

/**
 * The newest figure of each place. A slot counts when all its zones are measured, or when its deadline has passed and some
 * are: until then the sum would lack zones that arrive later. All places have the same kind and slot length.
 */
export async function readNewestFigures(
  ports: EventPorts,
  places: readonly BoardPlace[],
  now: number,
): Promise<readonly NewestFigure[]> {
  const [first] = places;
  if (!first || first.kind === 'none') return places.map(() => ({ figure: undefined, reason: null }));
  const { slotMs } = first;
  const slots = expirySlots + 1 + Math.ceil(ports.latenessMs / slotMs);
  const end = newestEnd(now, slotMs);
  const edges = Array.from({ length: slots + 1 }, (_, i) => end - (slots - i) * slotMs);
  const groups = places.map(({ group }) => group);
  const rows = await boardSums(ports, places, edges);
  const sums = zoneRowsOf(rows, edges);
  const pointsOf = (measure: 'presence' | 'free' | 'occupancy') =>
    trendSeries({ measure, edges, now, groups, sums }).map(({ points }) => points);
  const presence = pointsOf('presence');
  const free = first.kind === 'free' ? pointsOf('free') : presence;
  const occupancy = first.kind === 'free' ? pointsOf('occupancy') : undefined;
  const unknown = new Set(rows.filter((row) => row.unknown > 0).map((row) => `${zoneKey(row)}/${row.start}`));
  return places.map((place, i) => {
    const keys = zonesOf([place.group]).map(zoneKey);
    const slots = (presence[i] ?? []).map((point, at) => ({
      point,
      value: free[i]?.[at],
      occupancy: occupancy?.[i]?.[at]?.value,
      hasUnknown: keys.some((key) => unknown.has(`${key}/${epochOf(point.startAt)}`)),
    }));
    return newestOf(slots, { place, now, latenessMs: ports.latenessMs });
  });
}

/** One slot of a place. */
interface Slot {
  /** How completely it was measured, and what is present. */
  readonly point: TrendPoint;
  /** Its figure. */
  readonly value: TrendPoint | undefined;
  readonly occupancy: number | null | undefined;
  /** The state of a space is unknown. */
  readonly hasUnknown: boolean;
}

interface Reading {
  readonly place: BoardPlace;
  readonly now: number;
  readonly latenessMs: number;
}

function newestOf(slots: readonly Slot[], reading: Reading): NewestFigure {
  let reason: BoardTile['reason'] = null;
  for (const slot of slots.toReversed()) {
    if (!isDecided(slot.point, reading)) continue;
    const figure = figureOf(slot, reading);
    if (figure) return { figure, reason };
    reason ??= reasonOf(slot);
  }
  return { figure: undefined, reason };
}

function isDecided(
  { startAt, expected, measured }: TrendPoint,
  { place, now, latenessMs }: Reading,
): boolean {
  if (expected === 0) return false;
  return measured === expected || epochOf(startAt) + place.slotMs + latenessMs <= now;
}

function figureOf(slot: Slot, { place, latenessMs }: Reading): BoardFigure | undefined {
  const { point, value, occupancy, hasUnknown } = slot;
  if (point.measured === 0 || value?.value == null) return undefined;
  const start = epochOf(point.startAt);
  const end = start + place.slotMs;
  const isFree = place.kind === 'free';
  return {
    kind: isFree ? 'free' : 'present',
    value: Math.max(0, value.value),
    ...(isFree && { spaces: place.spaces, occupancy: occupancy ?? null }),
    atLeast: hasUnknown || point.measured < point.expected,
    startAt: isoOf(start),
    endAt: isoOf(end),
    staleAt: isoOf(end + place.slotMs + latenessMs),
    expiresAt: isoOf(end + expirySlots * place.slotMs + latenessMs),
    coverage: point.coverage ?? 0,
  };
}

/** The most frequent reason of a slot without a figure. */
function reasonOf({ point, value }: Slot): BoardTile['reason'] {
  if (point.measured > 0) return 'unknown_spaces';
  const reasons = Object.entries(value?.reasons ?? point.reasons ?? {}).sort((a, b) => b[1] - a[1]);
  return (reasons[0]?.[0] ?? 'unreported') as BoardTile['reason'];
}
