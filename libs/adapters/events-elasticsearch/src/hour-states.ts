import { randomUUID } from 'node:crypto';
import { hourMs } from '@vialog/contracts';
import type { BoundedClient } from './bounded-client.ts';
import type { BulkWriter } from './bulk-writer.ts';
import type { BulkItem } from './bulk-request.ts';
import type { IndexNames } from './index-names.ts';
import type { ExistingIndices } from './existing-indices.ts';

/** State of an hour. The value `settled` means finalised: the bins of the hour equal the sums of its records. */
export interface HourState {
  readonly kind: 'hour';
  /** Epoch ms. */
  readonly hourAt: number;
  /** Stored, so the name of version 1 stays. */
  readonly state: 'settled' | 'dirty';
  /** Epoch ms; the hour is not finalised before. */
  readonly quietUntil: number;
  /** Of a finalised hour: random, new each time it is finalised. */
  readonly stamp?: string;
  /** Of a finalised hour: UUID of the index of its bins; empty when it has none. */
  readonly binsIn?: string;
}

/** A document with a new random stamp each time it is written. */
interface Stamped {
  readonly kind: 'erasure' | 'change';
  readonly stamp: string;
}

/** Written when bins changed although their hours were not finalised again. */
export const erasureId = 'erasure';
/** Written when the state of any hour changed; while its stamp is unchanged, cached states are valid (ADR 13). */
export const changeId = 'change';

export const hourStateId = (hour: number): string => `hour-${new Date(hour).toISOString().slice(0, 13)}`;

/**
 * Writes states of hours or the erasure, then publishes the change. In two requests: the first is acknowledged when all
 * replicas have it, so a reader that sees the change reads the new states from any replica.
 * False: the store is busy, and what depends on the states must not be written.
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
  const [written] = await bulk.write([stampedItem(names, changeId)]);
  return written?.kind === 'stored';
}

export function stampedItem(names: IndexNames, id: Stamped['kind']): BulkItem {
  const document: Stamped = { kind: id, stamp: randomUUID() };
  return { index: names.state, id, document: JSON.stringify(document), overwrite: true };
}

/** The current stamp. Undefined: never written, or the state index was created again. */
export async function stampOf(
  elastic: BoundedClient,
  names: IndexNames,
  id: Stamped['kind'],
): Promise<string | undefined> {
  return (await elastic.get<Stamped>(names.state, id))?.source.stamp;
}

/** States of the hours that start in [from, to). */
export async function hourStates(
  elastic: BoundedClient,
  names: IndexNames,
  from: number,
  to: number,
): Promise<ReadonlyMap<number, HourState>> {
  const states = new Map<number, HourState>();
  const hours: { index: string; id: string }[] = [];
  for (let hour = from; hour < to; hour += hourMs) hours.push({ index: names.state, id: hourStateId(hour) });
  // By id, which is real time: a mark is valid from the moment it was written.
  for (let first = 0; first < hours.length; first += 1_000)
    for (const state of (await elastic.mget<HourState>(hours.slice(first, first + 1_000))).values())
      states.set(state.hourAt, state);
  return states;
}

/**
 * Whether bins can be used instead of the records of an hour: it is finalised, and the index of its bins is the same.
 * The content of an index that was deleted by hand or restored is unknown; states of older versions have no `binsIn`.
 */
export function isFinalised(
  state: HourState | undefined,
  names: IndexNames,
  { bins }: ExistingIndices,
): state is HourState {
  if (state?.state !== 'settled' || state.binsIn === undefined) return false;
  return state.binsIn === '' || state.binsIn === bins.get(names.binsOf(state.hourAt));
}
