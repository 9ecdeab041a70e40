import {
  isoOf,
  maxBoardSites,
  type BoardQuery,
  type BoardResponse,
  type BoardTile,
  type Site,
} from '@vialog/contracts';
import { commonSlotMs, hasSpaces } from '@vialog/measuring';
import { allSites } from '@vialog/registry';
import type { EventPorts } from '../use-cases/event-ports.ts';
import { seriesGroups, type SeriesGroup } from '../use-cases/series-groups.ts';
import type { BoardPlace } from './board-place.ts';
import { readBoardTrends } from './board-trend.ts';
import { readNewestFigures, type NewestFigure } from './newest-figure.ts';

/**
 * The sites of a board with their newest figures: free parking spaces where the site has spaces, else what is present in its
 * areas. Only main zones of the cameras in force now count.
 */
export async function readBoard(ports: EventPorts, query: BoardQuery): Promise<BoardResponse> {
  const now = ports.clock.now();
  const matching = await matchingSites(ports, query);
  const places = matching.slice(0, maxBoardSites).map(({ site, group }) => placeOf(site, group, now));
  const tiles: BoardTile[] = [];
  for (const alike of Map.groupBy(places, ({ kind, slotMs }) => `${kind} ${slotMs}`).values())
    tiles.push(...(await tilesOf(ports, alike, now)));
  return { readAt: isoOf(now), items: inOrder(tiles, places, query), matching: matching.length };
}

interface MatchingSite {
  readonly site: Site;
  readonly group: SeriesGroup;
}

async function matchingSites(
  ports: EventPorts,
  { sites, kind, groups }: BoardQuery,
): Promise<MatchingSite[]> {
  const [known, series] = await Promise.all([allSites(ports.sites), seriesGroups(ports, {})]);
  const byKey = new Map(series.map((group) => [group.key, group]));
  return known.flatMap((site) => {
    const group = byKey.get(site.siteId);
    if (!group || (sites && !sites.includes(site.siteId)) || (kind && site.kind !== kind)) return [];
    return groups && !isInGroup(group, groups, ports.clock.now()) ? [] : [{ site, group }];
  });
}

const isInGroup = ({ plans }: SeriesGroup, groups: readonly string[], now: number): boolean =>
  plans.some(
    ({ camera, since, until }) =>
      since <= now && until > now && camera.groups.some((name) => groups.includes(name)),
  );

/** The zones of a site whose figure the board shows: those with spaces, if there are any, else its areas. */
function placeOf(site: Site, group: SeriesGroup, now: number): BoardPlace {
  const counted = group.plans.filter(({ zone }) => zone.kind !== 'line');
  const inForce = counted.filter(({ since, until }) => since <= now && until > now);
  const withSpaces = (inForce.length > 0 ? inForce : counted).some(hasSpaces);
  const plans = withSpaces ? counted.filter(hasSpaces) : counted;
  const current = plans.filter(({ since, until }) => since <= now && until > now);
  return {
    site,
    group: { ...group, plans },
    kind: plans.length === 0 ? 'none' : withSpaces ? 'free' : 'present',
    slotMs: commonSlotMs((current.length > 0 ? current : plans).map(({ slotMs }) => slotMs)),
    spaces: current.reduce((sum, { zone }) => sum + (zone.capacity ?? 0), 0),
    isExpected: current.some(({ from, to }) => from <= now && to > now),
  };
}

async function tilesOf(ports: EventPorts, places: readonly BoardPlace[], now: number): Promise<BoardTile[]> {
  const [figures, trends] = await Promise.all([
    readNewestFigures(ports, places, now),
    readBoardTrends(ports, places, now),
  ]);
  return places.map((place, i) => tileOf(place, figures[i], trends[i] ?? null));
}

function tileOf(place: BoardPlace, newest: NewestFigure | undefined, trend: BoardTile['trend']): BoardTile {
  const { siteId, name, kind, timeZone } = place.site;
  return {
    siteId,
    name,
    kind,
    timeZone,
    figure: newest?.figure ?? null,
    trend,
    reason: reasonOf(place, newest),
  };
}

function reasonOf({ kind, isExpected }: BoardPlace, newest: NewestFigure | undefined): BoardTile['reason'] {
  if (kind === 'none') return 'no_zone';
  return isExpected ? (newest?.reason ?? null) : 'not_expected';
}

/** By name as the sites are read, or by the figure, largest first. */
function inOrder(
  tiles: readonly BoardTile[],
  places: readonly BoardPlace[],
  { sort }: Pick<BoardQuery, 'sort'>,
): BoardTile[] {
  const byId = new Map(tiles.map((tile) => [tile.siteId, tile]));
  const byName = places.flatMap(({ site }) => byId.get(site.siteId) ?? []);
  if (sort === 'name') return byName;
  return byName.sort((a, b) => rankOf(b, sort) - rankOf(a, sort));
}

const rankOf = ({ figure }: BoardTile, sort: 'fullest' | 'free'): number =>
  figure?.kind !== 'free' ? -1 : sort === 'free' ? figure.value : (figure.occupancy ?? -1);
