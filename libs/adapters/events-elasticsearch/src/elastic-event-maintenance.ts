import { setTimeout as sleep } from 'node:timers/promises';
import { quarterMs, dayMs } from '@vialog/contracts';
import type { EventMaintenance, RetentionLimits } from '@vialog/events';
import type { BoundedClient } from './bounded-client.ts';
import type { BulkWriter } from './bulk-writer.ts';
import type { Query } from './condition-query.ts';
import { existingIndices } from './existing-indices.ts';
import { allHits } from './all-hits.ts';
import { binItem, mergeQuarters, type BinDocument } from './hour-bins.ts';
import { erasureId, stampedItem, writeStates } from './hour-states.ts';
import type { PackDocument } from './day-packs.ts';
import { packStateItem } from './pack-states.ts';
import { dayOf, type IndexNames } from './index-names.ts';
import type { Lease } from './lease.ts';
import type { HourFinaliser } from './finalise-hours.ts';

/**
 * Elasticsearch remembers the versions of deleted documents until the first refresh after `gc_deletes` (0 here), by a
 * clock that ticks every 200 ms. Until then a slot that is sent again would be reported as known.
 */
const deleteVersionsMs = 500;

/**
 * Retention and erasure, one process at a time: both hold the lease under which hours are finalised, because a roll-up
 * that reads records while they are deleted would overwrite the sums of the hour. Whole indices are dropped by exact
 * name; single documents are searched and deleted by id.
 */
export class ElasticEventMaintenance implements EventMaintenance {
  readonly #elastic: BoundedClient;
  readonly #bulk: BulkWriter;
  readonly #names: IndexNames;
  readonly #finaliser: HourFinaliser;
  readonly #lease: Lease;

  constructor(parts: {
    elastic: BoundedClient;
    bulk: BulkWriter;
    names: IndexNames;
    finaliser: HourFinaliser;
    lease: Lease;
  }) {
    this.#elastic = parts.elastic;
    this.#bulk = parts.bulk;
    this.#names = parts.names;
    this.#finaliser = parts.finaliser;
    this.#lease = parts.lease;
  }

  /** @throws {Error} when another process holds the lease, or the store is busy; what was dropped stays dropped */
  dropBefore(limits: RetentionLimits): Promise<number> {
    return this.#lease.run(() => this.#dropBefore(limits));
  }

  /** @throws {Error} when another process holds the lease, or the store is busy; run it again */
  async eraseCameras(cameraIds: readonly string[]): Promise<number> {
    if (cameraIds.length === 0) return 0;
    return this.#lease.run(() => this.#eraseCameras(cameraIds));
  }

  async #dropBefore(limits: RetentionLimits): Promise<number> {
    const { days } = await existingIndices(this.#elastic, this.#names);
    const past = days.filter((day) => day + dayMs <= limits.events);
    let dropped = 0;
    for (const day of past) {
      await this.#finaliser.finaliseDay(day);
      if (await this.#hasRecords(day)) dropped += 1;
      await this.#drop(this.#names.eventsOf(day));
      await this.#lease.renew();
    }
    await this.#dropMonths(this.#names.spans, dayOf(limits.events));
    const hours = dayOf(Math.min(limits.hours ?? limits.quarterHours, limits.quarterHours));
    await this.#erase(this.#names.bins, { range: { hourAt: { lt: hours } } });
    await this.#dropMonths(this.#names.bins, hours);
    await this.#erase(this.#names.packs, { range: { from: { lt: hours } } });
    await this.#dropMonths(this.#names.packs, hours);
    await this.#coarsen(dayOf(limits.quarterHours));
    await this.#publishErasure();
    return dropped;
  }

  async #eraseCameras(cameraIds: readonly string[]): Promise<number> {
    await this.#erasePacks({ terms: { cameras: [...cameraIds] } });
    const ofCameras = { terms: { cameraId: [...cameraIds] } };
    const erased = await this.#erase(this.#names.events, ofCameras);
    await this.#erase(this.#names.spans, ofCameras);
    await this.#erase(this.#names.bins, ofCameras);
    await this.#publishErasure();
    return erased;
  }

  /** A pack has the sums of other cameras too, so its day is marked first; then it is packed again from the bins. */
  async #erasePacks(ofCameras: Query): Promise<void> {
    const { packs } = this.#names;
    if ((await this.#indicesOf(packs)).length === 0) return;
    await this.#elastic.raw.indices.refresh({ index: packs });
    const search = {
      query: ofCameras,
      sort: [{ from: 'asc' as const }, { key: 'asc' as const }],
      _source: ['from'],
    };
    const days = new Set<number>();
    for await (const { _source } of allHits(this.#elastic, [packs], search))
      days.add((_source as PackDocument).from);
    const states = [...days].map((day) =>
      packStateItem(this.#names, { kind: 'pack', hourAt: day, stamp: '', packsIn: '' }),
    );
    await this.#lease.renew();
    if (states.length > 0 && !(await writeStates(this.#bulk, this.#names, states)))
      throw new Error(busyMessage(this.#names.state));
    await this.#erase(packs, ofCameras);
  }

  /** Invalidates what readers cache of finalised hours (ADR 13). */
  async #publishErasure(): Promise<void> {
    await this.#lease.renew();
    const erasure = stampedItem(this.#names, erasureId);
    if (!(await writeStates(this.#bulk, this.#names, [erasure])))
      throw new Error(busyMessage(this.#names.state));
  }

  /** The index of a day whose cameras were all erased is empty. */
  async #hasRecords(day: number): Promise<boolean> {
    const { total } = await this.#elastic.search([this.#names.eventsOf(day)], {
      size: 0,
      track_total_hits: 1,
    });
    return total.value > 0;
  }

  async #dropMonths(alias: string, before: number): Promise<void> {
    for (const index of await this.#indicesOf(alias)) {
      const month = this.#names.monthOf(index);
      if (month !== undefined && nextMonth(month) <= before) await this.#drop(index);
    }
  }

  /** Replaces the quarter hours of older hours by one sum per hour. */
  async #coarsen(before: number): Promise<void> {
    const query = {
      bool: { filter: [{ range: { hourAt: { lt: before } } }, { term: { grainMs: quarterMs } }] },
    };
    const sort = [{ hourAt: 'asc' as const }, { key: 'asc' as const }];
    let page: BinDocument[] = [];
    const flush = async (): Promise<void> => {
      await this.#lease.renew();
      const outcomes = await this.#bulk.write(page.map((bin) => binItem(this.#names, mergeQuarters(bin))));
      if (outcomes.some(({ kind }) => kind !== 'stored')) throw new Error(busyMessage(this.#names.bins));
      page = [];
    };
    for await (const { _source } of allHits(this.#elastic, [this.#names.bins], { query, sort })) {
      page.push(_source as BinDocument);
      if (page.length === documentsPerRequest) await flush();
    }
    await flush();
    if ((await this.#indicesOf(this.#names.bins)).length > 0)
      await this.#elastic.raw.indices.refresh({ index: this.#names.bins });
  }

  /** Deletes all documents a query matches, page by page. Returns their number. */
  async #erase(alias: string, query: Query): Promise<number> {
    const indices = await this.#indicesOf(alias);
    if (indices.length === 0) return 0;
    await this.#elastic.raw.indices.refresh({ index: alias });
    let erased = 0;
    for (const index of indices) erased += await this.#eraseIn(index, query);
    if (erased > 0) await sleep(deleteVersionsMs);
    return erased;
  }

  async #eraseIn(index: string, query: Query): Promise<number> {
    let erased = 0;
    for (;;) {
      const { hits } = await this.#elastic.search([index], {
        query,
        size: documentsPerRequest,
        _source: false,
      });
      if (hits.length === 0) return erased;
      await this.#lease.renew();
      erased += await this.#delete(
        index,
        hits.map(({ _id }) => _id),
      );
      // The next search must not find the same documents.
      await this.#elastic.raw.indices.refresh({ index });
    }
  }

  async #delete(index: string, ids: readonly string[]): Promise<number> {
    const outcomes = await this.#bulk.write(ids.map((id) => ({ index, id })));
    for (const outcome of outcomes) {
      if (outcome.kind === 'rejected') throw new Error(`deleting documents of ${index}: ${outcome.why}`);
      if (outcome.kind === 'busy')
        throw new Error(
          `Elasticsearch was busy while documents of ${index} were deleted; run it again to continue`,
        );
    }
    return outcomes.filter(({ kind }) => kind === 'stored').length;
  }

  async #indicesOf(alias: string): Promise<readonly string[]> {
    const found = await this.#elastic.raw.indices.getAlias({ name: alias }, { ignore: [404] });
    return Object.keys(found).filter((name) => name.startsWith(`${alias}-v`));
  }

  async #drop(index: string): Promise<void> {
    await this.#elastic.raw.indices.delete({ index }, { ignore: [404] });
  }
}

/** Few enough that a request ends well before the lease expires. */
const documentsPerRequest = 1_000;

const busyMessage = (index: string): string =>
  `Elasticsearch was busy while ${index} was written; run it again to continue`;

function nextMonth(month: number): number {
  const date = new Date(month);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
