import { zoneKey } from '@vialog/contracts';
import type { SumsParts } from '@vialog/events';
import { allHits } from './all-hits.ts';
import type { BoundedClient } from './bounded-client.ts';
import type { Query } from './condition-query.ts';
import { DayColumns, type ZoneOfPack } from './day-columns.ts';
import { decodePack, type PackDocument } from './day-packs.ts';
import type { StateView } from './hour-state-cache.ts';
import type { IndexNames } from './index-names.ts';
import { columnsFor } from './pack-layout.ts';
import type { SumsFilter } from './sums-filter.ts';
import type { ZoneIdentity } from './sums-table.ts';

type PackQuery = SumsFilter & { readonly parts?: SumsParts | undefined };

interface Entry {
  readonly stamp: string;
  readonly columns: DayColumns;
}

/** What is in memory of one filter. */
interface Known {
  readonly days: Map<number, Entry>;
  /** Lists of zones by their text: the days share one list. */
  readonly zones: Map<string, readonly ZoneIdentity[]>;
}

/** Memory of decoded packs, bytes. */
const maxCachedBytes = 128 * 2 ** 20;
/** Packs per page: a pack has a few kilobytes. */
const packsPerRequest = 2_000;
/** Days per request, so that several requests read a year of a town at the same time, each in a page. */
const daysPerRequest = 48;

/** Cache of the columns of packed days by filter and day, valid while the stamp of the day is unchanged (ADR 13, ADR 54). */
export class PackCache {
  readonly #elastic: BoundedClient;
  readonly #names: IndexNames;
  /** Filter → its days; least recently used filter first. */
  readonly #cached = new Map<string, Known>();
  #bytes = 0;
  readonly #maxBytes: number;

  constructor(elastic: BoundedClient, names: IndexNames, maxBytes = maxCachedBytes) {
    this.#elastic = elastic;
    this.#names = names;
    this.#maxBytes = maxBytes;
  }

  /** Days that are not in memory with these stamps. */
  missing(query: PackQuery, days: ReadonlyMap<number, string>): readonly number[] {
    const known = this.#knownOf(query).days;
    return [...days].flatMap(([day, stamp]) => (known.get(day)?.stamp === stamp ? [] : [day]));
  }

  /** Columns of a day that is in memory; a request of another filter can displace what `load` has read. */
  columns(query: PackQuery): (day: number) => DayColumns | undefined {
    const known = this.#knownOf(query).days;
    return (day) => known.get(day)?.columns;
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
    const found = new Map<number, ZoneOfPack[]>(days.map((day) => [day, []]));
    const isWanted = zoneFilter(query);
    const read = async (part: readonly number[]): Promise<void> => {
      for await (const { _source } of allHits(this.#elastic, [this.#names.packs], searchOf(query, part))) {
        const pack = _source as PackDocument;
        if (pack.stamp === stamps(pack.from).stored) found.get(pack.from)?.push(...zonesIn(pack, isWanted));
      }
    };
    await Promise.all(partsOf(days).map(read));
    if (!(await isCurrent())) return false;
    // After all waiting: a request of another filter can have displaced this one meanwhile.
    const known = this.#knownOf(query);
    const share = (zones: readonly ZoneIdentity[]) => sharedList(known.zones, zones);
    for (const [day, zones] of found)
      this.#put(known, day, { stamp: stamps(day).cached, columns: new DayColumns(zones, share) });
    return true;
  }

  #put(known: Known, day: number, entry: Entry): void {
    this.#bytes += sizeOf(entry) - sizeOf(known.days.get(day));
    known.days.set(day, entry);
    for (const [filter, oldest] of this.#cached) {
      if (this.#bytes <= this.#maxBytes || oldest === known) return;
      this.#cached.delete(filter);
      for (const dropped of oldest.days.values()) this.#bytes -= sizeOf(dropped);
    }
  }

  #knownOf({ zones, cameras, sites, parts }: PackQuery): Known {
    const key = JSON.stringify([zones?.map(zoneKey), cameras, sites, parts]);
    const known = this.#cached.get(key) ?? { days: new Map<number, Entry>(), zones: new Map() };
    this.#cached.delete(key);
    this.#cached.set(key, known);
    return known;
  }
}

const partsOf = (days: readonly number[]): readonly (readonly number[])[] =>
  Array.from({ length: Math.ceil(days.length / daysPerRequest) }, (_, i) =>
    days.slice(i * daysPerRequest, (i + 1) * daysPerRequest),
  );

/** The zones of a pack that a request needs. */
function zonesIn(document: PackDocument, isWanted: (zone: ZoneIdentity) => boolean): readonly ZoneOfPack[] {
  const pack = decodePack(document);
  return pack.zones.flatMap((zone, at) => (isWanted(zone) ? [{ pack, at }] : []));
}

/** Lists in memory of one filter; usually a zone has changed between two of them. */
const maxLists = 50;

function sharedList(
  lists: Map<string, readonly ZoneIdentity[]>,
  zones: readonly ZoneIdentity[],
): readonly ZoneIdentity[] {
  const key = JSON.stringify(zones);
  const known = lists.get(key) ?? zones;
  if (lists.size >= maxLists) lists.clear();
  lists.set(key, known);
  return known;
}

function zoneFilter({ zones, cameras, sites }: SumsFilter): (zone: ZoneIdentity) => boolean {
  const wanted = {
    zones: zones && new Set(zones.map(zoneKey)),
    cameras: cameras && new Set(cameras),
    sites: sites && new Set(sites),
  };
  return (zone) =>
    (!wanted.zones || wanted.zones.has(zoneKey(zone))) &&
    (!wanted.cameras || wanted.cameras.has(zone.cameraId)) &&
    (!wanted.sites || (zone.siteId !== undefined && wanted.sites.has(zone.siteId)));
}

const sizeOf = (entry: Entry | undefined): number => (entry ? 100 + entry.columns.size : 0);

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
