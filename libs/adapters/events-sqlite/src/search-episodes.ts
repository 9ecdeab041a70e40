import { quarterMs, dayMs } from '@vialog/contracts';
import { crossingsOfSlot } from './condition-sql.ts';
import {
  findEpisodes,
  firstEpisodes,
  type EpisodeFact,
  type EpisodeRow,
  type EpisodeRule,
  type EventQuery,
} from '@vialog/events';
import { binOf, binsPerDay, dayOf } from './time-bins.ts';
import { atPlace, type AtPlace } from './place-condition.ts';
import { placeGroups, type PlaceGroup } from './place-groups.ts';
import type { Place, ReadFile } from './read-file.ts';
import type { ReadFolder } from './read-folder.ts';
import { gridSlots } from './slot-grid.ts';

type ZoneFacts = Map<string, EpisodeFact[]>;

/** Episodes in the order of the rule. Does not read the slots of bins without a match: they only end an episode. */
export function searchEpisodes(
  folder: ReadFolder,
  query: EventQuery,
  rule: EpisodeRule,
): readonly EpisodeRow[] {
  const condition = atPlace(query.where);
  const zones: ZoneFacts = new Map();
  for (const day of folder.days(dayOf(query.from), dayOf(query.to - 1) + 1).toReversed())
    folder.onDay(day, (file) => addDay(file, { day, condition, query }, zones));
  const rows = [...zones].flatMap(([name, facts]) => findEpisodes(zoneOf(name), facts, rule));
  return firstEpisodes(rows, rule);
}

const zoneOf = (name: string): { cameraId: string; zoneId: string } => ({
  cameraId: name.slice(0, 12),
  zoneId: name.slice(13),
});

interface DayQuery {
  readonly day: number;
  readonly condition: AtPlace;
  readonly query: EventQuery;
}

/** Derived from the sums of a bin. open: a slot may match. failed: slots were measured and none matches. */
type BinState = 'open' | 'failed';

function addDay(file: ReadFile, { day, condition, query }: DayQuery, zones: ZoneFacts): void {
  const groups = placeGroups(file.places(), condition);
  const names = new Set(groups.flatMap(({ places }) => places.map(({ name }) => name)));
  if (names.size === 0 && zones.size === 0) return;
  const places = file.places().filter(({ name }) => names.has(name) || zones.has(name));
  const window = {
    from: Math.max(query.from, day * dayMs),
    to: Math.min(query.to, (day + 1) * dayMs),
  };
  const groupOf = new Map(groups.flatMap((group) => group.places.map((place) => [place.id, group] as const)));
  for (const [name, ofZone] of Map.groupBy(places, (place) => place.name)) {
    const facts = zones.get(name) ?? [];
    const added = factsOfDay(file, { places: ofZone, groupOf, window, day });
    for (const fact of added) facts.push(fact);
    if (facts.length > 0) zones.set(name, facts);
  }
}

interface ZoneDay {
  readonly places: readonly Place[];
  readonly groupOf: ReadonlyMap<number, PlaceGroup>;
  readonly window: { readonly from: number; readonly to: number };
  readonly day: number;
}

function factsOfDay(file: ReadFile, zone: ZoneDay): EpisodeFact[] {
  const signs = binStatesOfDay(file, zone);
  const bins = [...signs.keys()].sort((a, b) => a - b);
  return bins.flatMap((bin) => {
    const window = {
      from: Math.max(zone.window.from, bin * quarterMs),
      to: Math.min(zone.window.to, (bin + 1) * quarterMs),
    };
    if (window.to <= window.from) return [];
    return signs.get(bin) === 'open' ? factsOfBin(file, zone, window) : [failedAt(window)];
  });
}

/** Represents all measured slots of a bin without a match: ends an episode, as each of them would. */
const failedAt = ({ from, to }: { from: number; to: number }): EpisodeFact => ({
  start: from,
  end: to,
  slotMs: to - from,
  total: 0,
  matches: false,
});

function binStatesOfDay(file: ReadFile, { places, groupOf, window, day }: ZoneDay): Map<number, BinState> {
  const signs = new Map<number, BinState>();
  const bins = [Math.max(binOf(window.from), day * binsPerDay), binOf(window.to - 1) + 1] as const;
  for (const { id } of places) {
    const group = groupOf.get(id);
    const measured = group?.bin.may ?? { text: '0', values: [] };
    for (const row of file.rows(
      `SELECT bin, ${measured.text} AS may FROM bin WHERE bin IN (SELECT value FROM json_each(?)) AND place = ?`,
      ...measured.values,
      JSON.stringify(range(...bins)),
      id,
    ))
      if (row['may'] === 1 || !signs.has(Number(row['bin'])))
        signs.set(Number(row['bin']), row['may'] === 1 ? 'open' : 'failed');
    if (!group) continue;
    for (const row of file.rows(
      `SELECT bin FROM gap WHERE bin IN (SELECT value FROM json_each(?)) AND place = ? AND records > 0 AND ${group.gap.may.text}`,
      JSON.stringify(range(...bins)),
      id,
      ...group.gap.may.values,
    ))
      signs.set(Number(row['bin']), 'open');
  }
  return signs;
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

function factsOfBin(file: ReadFile, zone: ZoneDay, window: { from: number; to: number }): EpisodeFact[] {
  const lengths = new Set(zone.places.map(({ facts }) => facts.slotMs));
  const slots = JSON.stringify(gridSlots(lengths, window));
  const groups = new Set(zone.places.map(({ id }) => zone.groupOf.get(id)));
  const matching = new Set<number>();
  for (const group of groups) {
    if (!group) continue;
    const ids = JSON.stringify(group.places.map(({ id }) => id));
    for (const row of file.rows(
      `${inZone} AND place IN (SELECT value FROM json_each(?)) AND ${group.slot.text}`,
      slots,
      zone.places[0]?.zone ?? 0,
      ids,
      ...group.slot.values,
    ))
      matching.add(Number(row['slot']));
  }
  return file.rows(`${inZone} ORDER BY slot`, slots, zone.places[0]?.zone ?? 0).map((row): EpisodeFact => {
    const { facts } = file.place(Number(row['place']));
    const start = Number(row['slot']);
    return {
      start,
      end: start + Number(row['slots']) * facts.slotMs,
      slotMs: facts.slotMs,
      siteId: facts.site ?? undefined,
      total: row['kind'] === 1 ? Number(row['total'] ?? row['crossings'] ?? 0) : undefined,
      occupancy: typeof row['occupancy'] === 'number' ? row['occupancy'] : undefined,
      position: [facts.lon, facts.lat],
      matches: matching.has(start),
    };
  });
}

const inZone = `SELECT slot, place, kind, slots, total, occupancy, ${crossingsOfSlot} AS crossings FROM slot WHERE slot IN (SELECT value FROM json_each(?)) AND zone = ?`;
