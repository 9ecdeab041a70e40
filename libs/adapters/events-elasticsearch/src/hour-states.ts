import { randomUUID } from 'node:crypto';
import type { BoundedClient } from './bounded-client.ts';
import type { BulkWriter } from './bulk-writer.ts';
import type { BulkItem } from './bulk-request.ts';
import { hourMs, type IndexNames } from './index-names.ts';
import type { ExistingIndices } from './existing-indices.ts';

/** What is known of an hour. Settled: its bins say what its records say. */
export interface HourState {
  readonly kind: 'hour';
  /** Epoch ms. */
  readonly hourAt: number;
  readonly state: 'settled' | 'dirty';
  /** Epoch ms; not to be settled before. */
  readonly quietUntil: number;
  /** Of a settled hour: another one each time it was settled. */
  readonly stamp?: string;
  /** Of a settled hour: UUID of the index its bins are in; empty where it has none. */
  readonly binsIn?: string;
}

/** One document of a name, with another stamp each time it is written. */
interface Stamped {
  readonly kind: 'erasure' | 'change';
  readonly stamp: string;
}

/** Says that bins changed without their hours being settled anew. */
export const erasureId = 'erasure';
/** Says that the state of some hour changed: while it stands, all states stand (ADR 13). */
export const changeId = 'change';

export const hourStateId = (hour: number): string => `hour-${new Date(hour).toISOString().slice(0, 13)}`;

/**
 * Writes states of hours or the erasure, and says behind them that something changed. In two requests: the first is
 * answered when every copy of the index has it, so whoever sees the change sees what changed, whichever copy answers.
 * False: the store was busy, and what depends on the states may not be written.
 */
export async function writeStates(
  bulk: BulkWriter,
  names: IndexNames,
  states: readonly BulkItem[],
): Promise<boolean> {
  const written = await bulk.write(states);
  if (written.some(({ kind }) => kind !== 'stored')) return false;
  return publishChange(bulk, names);
}

export async function publishChange(bulk: BulkWriter, names: IndexNames): Promise<boolean> {
  const [told] = await bulk.write([stampedItem(names, changeId)]);
  return told?.kind === 'stored';
}

export function stampedItem(names: IndexNames, id: Stamped['kind']): BulkItem {
  const document: Stamped = { kind: id, stamp: randomUUID() };
  return { index: names.state, id, document: JSON.stringify(document), overwrite: true };
}

/** Undefined: never written, or the index of states was made anew. */
export async function stampOf(
  elastic: BoundedClient,
  names: IndexNames,
  id: Stamped['kind'],
): Promise<string | undefined> {
  return (await elastic.get<Stamped>(names.state, id))?.source.stamp;
}

/** What is known of the hours that start in [from, to). */
export async function hourStates(
  elastic: BoundedClient,
  names: IndexNames,
  from: number,
  to: number,
): Promise<ReadonlyMap<number, HourState>> {
  const states = new Map<number, HourState>();
  const hours: { index: string; id: string }[] = [];
  for (let hour = from; hour < to; hour += hourMs) hours.push({ index: names.state, id: hourStateId(hour) });
  // By id, not by search: a mark counts from the moment it was written.
  for (let first = 0; first < hours.length; first += 1_000)
    for (const state of (await elastic.mget<HourState>(hours.slice(first, first + 1_000))).values())
      states.set(state.hourAt, state);
  return states;
}

/**
 * Whether the bins of an hour may stand for its records: it is settled, and the index it was settled into is still the
 * same. Of an index that was deleted by hand or restored nobody knows what is in it; and an older Vialog did not say.
 */
export function isFinalised(
  state: HourState | undefined,
  names: IndexNames,
  { bins }: ExistingIndices,
): state is HourState {
  if (state?.state !== 'settled' || state.binsIn === undefined) return false;
  return state.binsIn === '' || state.binsIn === bins.get(names.binsOf(state.hourAt));
}
