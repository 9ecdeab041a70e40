import { zoneKey } from '@vialog/contracts';
import type { SumsParts } from '@vialog/events';
import { allHits } from './all-hits.ts';
import type { BoundedClient } from './bounded-client.ts';
import type { Query } from './condition-query.ts';
import { decodePack, type DecodedPack, type PackDocument } from './day-packs.ts';
import type { StateView } from './hour-state-cache.ts';
import type { IndexNames } from './index-names.ts';
import { columnsFor } from './pack-layout.ts';
import type { SumsFilter } from './sums-filter.ts';

type PackQuery = SumsFilter & { readonly parts?: SumsParts | undefined };

interface Entry {
  readonly stamp: string;
  readonly packs: readonly DecodedPack[];
}

/** Memory of decoded packs, bytes. */
const maxCachedBytes = 128 * 2 ** 20;
/** Packs per request: a pack has a few kilobytes. */
const packsPerRequest = 2_000;

/** Cache of decoded packs by filter and day, valid while the stamp of the day is unchanged (ADR 13, ADR 54). */
export class PackCache {
  readonly #elastic: BoundedClient;
  readonly #names: IndexNames;
  /** Filter → day → packs; least recently used filter first. */
  readonly #cached = new Map<string, Map<number, Entry>>();
  #bytes = 0;

  constructor(elastic: BoundedClient, names: IndexNames) {
    this.#elastic = elastic;
    this.#names = names;
  }

  /** Days that are not in memory with these stamps. */
  missing(query: PackQuery, days: ReadonlyMap<number, string>): readonly number[] {
    const known = this.#daysOf(query);
    return [...days].flatMap(([day, stamp]) => (known.get(day)?.stamp === stamp ? [] : [day]));
  }

  /** Packs of days with these stamps, which `missing` did not name or `load` read. */
  read(query: PackQuery, days: ReadonlyMap<number, string>): readonly DecodedPack[] {
    const known = this.#daysOf(query);
    return [...days.keys()].flatMap((day) => known.get(day)?.packs ?? []);
  }

  /**
   * Reads days into memory. `stamps`: by day, as in the documents and as in the cache. False: a state changed meanwhile,
   * so packs can be missing in what was read, and it is not kept.
   */
  async load(
    query: PackQuery,
    days: readonly number[],
    stamps: (day: number) => { readonly stored: string; readonly cached: string },
    { isCurrent }: Pick<StateView, 'isCurrent'>,
  ): Promise<boolean> {
    const known = this.#daysOf(query);
    const found = new Map<number, DecodedPack[]>(days.map((day) => [day, []]));
    for await (const { _source } of allHits(this.#elastic, [this.#names.packs], searchOf(query, days))) {
      const pack = _source as PackDocument;
      if (pack.stamp === stamps(pack.from).stored) found.get(pack.from)?.push(decodePack(pack));
    }
    if (!(await isCurrent())) return false;
    for (const [day, packs] of found) this.#put(known, day, { stamp: stamps(day).cached, packs });
    return true;
  }

  #put(days: Map<number, Entry>, day: number, entry: Entry): void {
    this.#bytes += sizeOf(entry) - sizeOf(days.get(day));
    days.set(day, entry);
    for (const [filter, oldest] of this.#cached) {
      if (this.#bytes <= maxCachedBytes || oldest === days) return;
      this.#cached.delete(filter);
      for (const dropped of oldest.values()) this.#bytes -= sizeOf(dropped);
    }
  }

  #daysOf({ zones, cameras, sites, parts }: PackQuery): Map<number, Entry> {
    const key = JSON.stringify([zones?.map(zoneKey), cameras, sites, parts]);
    const days = this.#cached.get(key) ?? new Map<number, Entry>();
    this.#cached.delete(key);
    this.#cached.set(key, days);
    return days;
  }
}

const sizeOf = (entry: Entry | undefined): number =>
  entry ? entry.packs.reduce((sum, { size }) => sum + size, 100) : 0;

function searchOf({ zones, cameras, sites, parts }: PackQuery, days: readonly number[]) {
  const clauses: Query[] = [{ terms: { from: [...days] } }];
  if (zones) clauses.push({ terms: { zones: zones.map(zoneKey) } });
  if (cameras) clauses.push({ terms: { cameras: [...cameras] } });
  if (sites) clauses.push({ terms: { sites: [...sites] } });
  const columns = columnsFor(parts).flatMap(({ name, presence }) => [name, ...(presence ? [presence] : [])]);
  return {
    query: { bool: { filter: clauses } },
    sort: [{ from: 'asc' as const }, { key: 'asc' as const }],
    size: packsPerRequest,
    _source: [
      'from',
      'stamp',
      'rows.zones',
      'rows.hours',
      'rows.gaps',
      ...new Set(columns.map((name) => `rows.columns.${name}`)),
    ],
  };
}
