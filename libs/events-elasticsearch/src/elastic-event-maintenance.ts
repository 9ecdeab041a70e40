import { setTimeout as sleep } from 'node:timers/promises';
import type { EventMaintenance } from '@vialog/events';
import type { Asking } from './asking.ts';
import type { BulkLoop } from './bulk-loop.ts';
import type { Query } from './condition-query.ts';
import { everyHit } from './every-hit.ts';
import { dayMs, dayOf, type IndexNames } from './index-names.ts';
import { keptDays } from './kept-days.ts';
import type { HourSettler } from './settle-hours.ts';

/**
 * Elasticsearch remembers versions of deleted documents until the first refresh behind `gc_deletes` (0 here) by a clock
 * that ticks each 200 ms; until then the same slot, sent again, would be taken for known.
 */
const forgettingMs = 500;

/** Retention and erasure. Whole indices are dropped by exact name; single documents are looked up and deleted by id. */
export class ElasticEventMaintenance implements EventMaintenance {
  readonly #asking: Asking;
  readonly #loop: BulkLoop;
  readonly #names: IndexNames;
  readonly #settler: HourSettler;

  constructor(parts: { asking: Asking; loop: BulkLoop; names: IndexNames; settler: HourSettler }) {
    this.#asking = parts.asking;
    this.#loop = parts.loop;
    this.#names = parts.names;
    this.#settler = parts.settler;
  }

  async dropBefore(limits: { events: number; bins: number }): Promise<number> {
    const days = await keptDays(this.#asking.client, this.#names);
    const past = days.filter((day) => day + dayMs <= limits.events);
    for (const day of past) {
      await this.#settler.settleDay(day);
      await this.#drop(this.#names.eventsOf(day));
    }
    await this.#dropBins(dayOf(limits.bins));
    return past.length;
  }

  async eraseCameras(cameraIds: readonly string[]): Promise<number> {
    if (cameraIds.length === 0) return 0;
    const ofCameras: Query = { terms: { cameraId: [...cameraIds] } };
    const erased = await this.#erase(this.#names.events, ofCameras, 'eventId');
    await this.#erase(this.#names.spans, ofCameras);
    await this.#erase(this.#names.bins, ofCameras, 'key');
    return erased;
  }

  async #dropBins(before: number): Promise<void> {
    await this.#erase(this.#names.bins, { range: { hourAt: { lt: before } } }, 'key');
    for (const alias of [this.#names.bins, this.#names.spans])
      for (const index of await this.#indicesOf(alias)) {
        const month = this.#names.monthOf(index);
        const next = month === undefined ? Infinity : nextMonth(month);
        if (next <= before) await this.#drop(index);
      }
  }

  /** Every document of a question, a page at a time. Returns how many. */
  async #erase(alias: string, query: Query, unique?: string): Promise<number> {
    const indices = await this.#indicesOf(alias);
    if (indices.length === 0) return 0;
    await this.#asking.client.indices.refresh({ index: alias });
    let erased = 0;
    for (const index of indices) {
      const ids: string[] = [];
      const sort = unique ? [{ [unique]: 'asc' as const }] : ['_doc'];
      for await (const { _id } of everyHit(this.#asking, [index], { query, sort, _source: false }))
        ids.push(_id);
      erased += await this.#delete(index, ids);
    }
    if (erased > 0) await sleep(forgettingMs);
    await this.#asking.client.indices.refresh({ index: alias });
    return erased;
  }

  async #delete(index: string, ids: readonly string[]): Promise<number> {
    const outcomes = await this.#loop.write(ids.map((id) => ({ index, id })));
    if (outcomes.some(({ kind }) => kind === 'busy'))
      throw new Error(
        `Elasticsearch was busy while erasing from ${index}; run it again, it goes on where it was`,
      );
    return outcomes.filter(({ kind }) => kind === 'stored').length;
  }

  async #indicesOf(alias: string): Promise<readonly string[]> {
    const found = await this.#asking.client.indices.getAlias({ name: alias }, { ignore: [404] });
    return Object.keys(found).filter((name) => name.startsWith(`${alias}-v`));
  }

  async #drop(index: string): Promise<void> {
    await this.#asking.client.indices.delete({ index }, { ignore: [404] });
  }
}

function nextMonth(month: number): number {
  const date = new Date(month);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
