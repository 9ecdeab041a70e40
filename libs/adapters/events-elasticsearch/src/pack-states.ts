import type { BoundedClient } from './bounded-client.ts';
import type { BulkItem } from './bulk-request.ts';
import { stampOfDay, hoursPerPack } from './day-packs.ts';
import type { ExistingIndices } from './existing-indices.ts';
import { isFinalised, type HourState } from './hour-states.ts';
import type { IndexNames } from './index-names.ts';
import { hourMs } from '@vialog/contracts';

/** Says that all packs of a day are written. */
export interface PackState {
  readonly kind: 'pack';
  /** Start of the day, epoch ms. */
  readonly hourAt: number;
  /** Stamp of the day whose bins the packs equal; empty: the packs are incomplete. */
  readonly stamp: string;
  /** UUID of the index of the packs; empty when the day has none. */
  readonly packsIn: string;
}

const packStateId = (day: number): string => `pack-${new Date(day).toISOString().slice(0, 10)}`;

export const packStateItem = (names: IndexNames, state: PackState): BulkItem => ({
  index: names.state,
  id: packStateId(state.hourAt),
  document: JSON.stringify(state),
  overwrite: true,
});

const daysPerRequest = 1_000;

/** States of the days that have one, read by id. */
export async function packStates(
  elastic: BoundedClient,
  names: IndexNames,
  days: readonly number[],
): Promise<ReadonlyMap<number, PackState>> {
  const states = new Map<number, PackState>();
  for (let first = 0; first < days.length; first += daysPerRequest) {
    const ids = days
      .slice(first, first + daysPerRequest)
      .map((day) => ({ index: names.state, id: packStateId(day) }));
    for (const state of (await elastic.mget<PackState>(ids)).values()) states.set(state.hourAt, state);
  }
  return states;
}

/** Stamp of a day all of whose hours are finalised. Undefined for other days. `stampOf`: of a finalised hour. */
export function finalisedStamp(
  day: number,
  states: ReadonlyMap<number, HourState>,
  { names, existing }: { readonly names: IndexNames; readonly existing: ExistingIndices },
): string | undefined {
  const stamps: string[] = [];
  for (let hour = 0; hour < hoursPerPack; hour += 1) {
    const state = states.get(day + hour * hourMs);
    if (!isFinalised(state, names, existing) || state.stamp === undefined) return undefined;
    stamps.push(ownStamp(state.stamp));
  }
  return stampOfDay(stamps);
}

/** The stamp of the hour itself: cached states have the stamp of the last erasure after it. */
const ownStamp = (stamp: string): string => stamp.split('/', 1)[0] ?? '';

/** Whether the packs of a day can be used instead of its bins. */
export const arePacked = (
  state: PackState | undefined,
  stamp: string,
  { names, existing }: { readonly names: IndexNames; readonly existing: ExistingIndices },
): boolean =>
  state?.stamp === stamp &&
  (state.packsIn === '' || state.packsIn === existing.packs.get(names.packsOf(state.hourAt)));
