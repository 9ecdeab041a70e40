import { dayMs, hourMs } from '@vialog/contracts';
import { allHits } from './all-hits.ts';
import { packItem, packOf, zonesPerPack, type PackDocument } from './day-packs.ts';
import { existingIndices, type ExistingIndices } from './existing-indices.ts';
import type { BinDocument } from './hour-bins.ts';
import { hourStates, writeStates } from './hour-states.ts';
import { dayOf, type IndexNames } from './index-names.ts';
import { arePacked, finalisedStamp, packStateItem, packStates } from './pack-states.ts';
import type { RollUpParts } from './roll-up-parts.ts';

/** Days before today that every round checks; older days once an hour, and until all of them are packed. */
const recentDays = 3;
const packsPerRequest = 50;

/**
 * Packs the bins of finalised days, newest day first, one process at a time. Safe to stop at any moment: the state of a day
 * is written after all its packs, and a day whose state does not match its hours is packed again.
 */
export class DayPacker {
  readonly #parts: RollUpParts;
  /** When older days are checked again, epoch ms. */
  #nextFullCheck = 0;

  constructor(parts: RollUpParts) {
    this.#parts = parts;
  }

  /** Packs at most `max` days; returns their number, 0 while another process holds the lease. */
  async packDue(max = 10): Promise<number> {
    return (await this.#parts.lease.tryRun(() => this.#packAll(max))) ?? 0;
  }

  async #packAll(max: number): Promise<number> {
    const { elastic, names, clock, lease } = this.#parts;
    const existing = await existingIndices(elastic, names);
    const now = clock.now();
    const recent = dayOf(now) - recentDays * dayMs;
    const isFull = now >= this.#nextFullCheck;
    const first = isFull ? Math.min(recent, ...firstDays(existing, names)) : recent;
    const due = await this.#dueDays(first, dayOf(now), existing);
    let packed = 0;
    for (const { day, stamp } of due.slice(0, max)) {
      if (!(await lease.acquire())) return packed;
      if (!(await this.#pack(day, stamp))) break;
      packed += 1;
    }
    if (isFull) this.#nextFullCheck = packed < due.length ? now : now + hourMs;
    return packed;
  }

  /** Finalised days without valid packs, newest first. */
  async #dueDays(
    first: number,
    end: number,
    existing: ExistingIndices,
  ): Promise<readonly { readonly day: number; readonly stamp: string }[]> {
    const days = Array.from({ length: Math.max(0, (end - first) / dayMs) }, (_, i) => end - (i + 1) * dayMs);
    const { elastic, names } = this.#parts;
    const [states, packs] = await Promise.all([
      hourStates(elastic, names, first, end),
      packStates(elastic, names, days),
    ]);
    const store = { names, existing };
    return days.flatMap((day) => {
      const stamp = finalisedStamp(day, states, store);
      return stamp === undefined || arePacked(packs.get(day), stamp, store) ? [] : [{ day, stamp }];
    });
  }

  /** False: the store is busy; the day is packed in a later round. */
  async #pack(day: number, stamp: string): Promise<boolean> {
    const { bulk, names, lease } = this.#parts;
    let hasAll = true;
    let page: PackDocument[] = [];
    const keys = new Set<string>();
    const flush = async (): Promise<void> => {
      await lease.renew();
      const outcomes = await bulk.write(page.map((pack) => packItem(names, pack)));
      if (outcomes.some(({ kind }) => kind !== 'stored')) hasAll = false;
      page = [];
    };
    for await (const zones of this.#zonesOf(day)) {
      const pack = packOf({ day, stamp, number: keys.size }, zones);
      page.push(pack);
      keys.add(pack.key);
      if (page.length === packsPerRequest) await flush();
    }
    if (page.length > 0) await flush();
    if (!hasAll || !(await this.#removeOthers(day, keys))) return false;
    const packsIn = keys.size === 0 ? '' : await this.#uuidOf(day);
    if (packsIn === undefined) return false;
    const state = packStateItem(names, { kind: 'pack', hourAt: day, stamp, packsIn });
    return writeStates(bulk, names, [state]);
  }

  /** The bins of a day by zone and version, `zonesPerPack` of them at a time. */
  async *#zonesOf(day: number): AsyncGenerator<readonly (readonly BinDocument[])[]> {
    const query = { bool: { filter: [{ range: { hourAt: { gte: day, lt: day + dayMs } } }] } };
    const sort = [{ zone: 'asc' as const }, { hourAt: 'asc' as const }, { key: 'asc' as const }];
    let ofZone: BinDocument[] = [];
    let zones: BinDocument[][] = [];
    const { elastic, names } = this.#parts;
    for await (const { _source } of allHits(elastic, [names.binsOf(day)], { query, sort })) {
      const bin = _source as BinDocument;
      if (ofZone[0] && ofZone[0].zone !== bin.zone) {
        zones.push(...byVersion(ofZone));
        ofZone = [];
        if (zones.length >= zonesPerPack) {
          yield zones;
          zones = [];
        }
      }
      ofZone.push(bin);
    }
    zones.push(...byVersion(ofZone));
    if (zones.length > 0) yield zones;
  }

  /**
   * Removes the packs of the day that were not written now. They can have the current stamp, because an erasure leaves
   * fewer zones without changing it. False: the store is busy.
   */
  async #removeOthers(day: number, keys: ReadonlySet<string>): Promise<boolean> {
    const { elastic, bulk, names } = this.#parts;
    const index = names.packsOf(day);
    const refresh = () => elastic.raw.indices.refresh({ index, ignore_unavailable: true });
    await refresh();
    const others: { index: string; id: string }[] = [];
    const search = { query: { term: { from: day } }, sort: [{ key: 'asc' as const }], _source: false };
    for await (const { _id } of allHits(elastic, [index], search))
      if (!keys.has(_id)) others.push({ index, id: _id });
    if (others.length === 0) return true;
    const outcomes = await bulk.write(others);
    // A search must not find them any more when the state says that the packs are complete.
    await refresh();
    return outcomes.every(({ kind }) => kind !== 'busy' && kind !== 'rejected');
  }

  async #uuidOf(day: number): Promise<string | undefined> {
    const { elastic, names } = this.#parts;
    return (await existingIndices(elastic, names)).packs.get(names.packsOf(day));
  }
}

const byVersion = (bins: readonly BinDocument[]): BinDocument[][] => [
  ...Map.groupBy(bins, ({ cameraVersion }) => cameraVersion).values(),
];

/** First days that can have bins. */
const firstDays = ({ bins }: ExistingIndices, names: IndexNames): number[] =>
  [...bins.keys()].flatMap((index) => names.monthOf(index) ?? []);
