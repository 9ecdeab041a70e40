import {
  minTurnoverSpaces,
  VialogError,
  zoneKey,
  type Camera,
  type Measure,
  type Site,
} from '@vialog/contracts';
import type { EventOrigin } from '@vialog/contracts/vocabulary';
import { hasTurnover, originOf, turnoverMeasures, type TrendGroup, type ZonePlan } from '@vialog/measuring';
import { allSites } from '@vialog/registry';
import { plansOf } from '../completeness/plans-of.ts';
import { newestOf } from '../query/name-index.ts';
import { withoutMixedOrigins } from '../query/separate-origins.ts';
import type { EventPorts } from './event-ports.ts';

/** Which series a request selects; all sites if it names neither sites, cameras nor groups. */
export interface SeriesSelection {
  readonly sites?: readonly string[] | undefined;
  readonly cameras?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
  /** Only zones with this id. */
  readonly zone?: string | undefined;
  /** Measure whose series are selected. */
  readonly measure?: Measure | undefined;
  /** Only numbers of these origins. Default: all. */
  readonly origin?: readonly EventOrigin[] | undefined;
}

export interface SeriesGroup extends TrendGroup {
  /** Time zone of the site or camera; of a group, that of most of its cameras. */
  readonly timeZone: string;
  /** Where its numbers come from. Simulated numbers are never combined with others, unless the request names the origins. */
  readonly origins: readonly EventOrigin[];
}

/**
 * One series per requested site, one per zone of every requested camera, one per requested group of cameras, in the order
 * of the request; sites that are not named are ordered by name.
 * @throws {VialogError} SITE_NOT_FOUND, CAMERA_NOT_FOUND, TOO_FEW_SPACES when turnover or mean stay is requested of named places with
 * fewer than 4 spaces each, or VALIDATION_FAILED when no camera has the group
 */
export async function seriesGroups(
  ports: EventPorts,
  selection: SeriesSelection,
): Promise<readonly SeriesGroup[]> {
  const versions = await ports.cameras.versions();
  const plans = plansOf(versions).filter((plan) => isSelected(plan, selection));
  const { sites, cameras, groups } = selection;
  const needsSites = sites !== undefined || (cameras === undefined && groups === undefined);
  const found = [
    ...(needsSites ? siteSeries(await allSites(ports.sites), sites, plans) : []),
    ...(cameras ?? []).flatMap((id) => zoneSeries(id, versions, plans)),
    ...(groups ?? []).map((name) => groupSeries(name, versions, plans)),
  ];
  const series = found.map((group) => withOrigins(group, selection));
  if (sites ?? cameras ?? groups) checkSpaces(series, selection);
  return series;
}

/** Rejects turnover where every place with spaces has too few: the sums would describe single vehicles. */
function checkSpaces(series: readonly SeriesGroup[], { measure }: SeriesSelection): void {
  if (!measure || !turnoverMeasures.has(measure)) return;
  const zones = series.flatMap(({ plans }) => plans.map(({ zone }) => zone).filter(({ bays }) => bays));
  const [first] = zones;
  if (!first || zones.some(hasTurnover)) return;
  const message =
    `Turnover and mean stay need at least ${minTurnoverSpaces} spaces, found ${first.bays?.length ?? 0} in the zone ` +
    `"${first.name}": sums of fewer spaces describe single vehicles. Choose a zone or site with more spaces.`;
  throw new VialogError('TOO_FEW_SPACES', message, { details: [{ path: 'measure', message }] });
}

type PlainGroup = Omit<SeriesGroup, 'origins'>;

function withOrigins(group: PlainGroup, { origin }: SeriesSelection): SeriesGroup {
  const plans = origin === undefined ? withoutMixedOrigins(group.plans) : group.plans;
  const origins = [...new Set(plans.map(({ camera }) => originOf(camera)))].sort();
  return { ...group, plans, origins };
}

const isSelected = ({ camera, zone }: ZonePlan, { zone: zoneId, origin }: SeriesSelection): boolean =>
  (zoneId === undefined || zone.zoneId === zoneId) &&
  (origin === undefined || origin.includes(originOf(camera)));

function siteSeries(
  sites: readonly Site[],
  requested: readonly string[] | undefined,
  plans: readonly ZonePlan[],
): readonly PlainGroup[] {
  const byId = new Map(sites.map((site) => [site.siteId, site]));
  const named = requested?.map((id) => siteOf(id, byId)) ?? sites;
  const main = Map.groupBy(mainZones(plans), ({ zone }) => zone.siteId);
  return named.map(({ siteId, name, timeZone }) => ({
    key: siteId,
    name,
    timeZone,
    plans: main.get(siteId) ?? [],
  }));
}

function siteOf(siteId: string, sites: ReadonlyMap<string, Site>): Site {
  const site = sites.get(siteId);
  if (site) return site;
  throw new VialogError('SITE_NOT_FOUND', `There is no site "${siteId}".`);
}

const mainZones = (plans: readonly ZonePlan[]): readonly ZonePlan[] =>
  plans.filter(({ zone }) => zone.role === 'main');

/** One series per zone that the camera has or had, with the newest name of the zone. */
function zoneSeries(
  cameraId: string,
  versions: readonly Camera[],
  plans: readonly ZonePlan[],
): readonly PlainGroup[] {
  const camera = newestOf(versions.filter((version) => version.cameraId === cameraId))[0];
  if (!camera) throw new VialogError('CAMERA_NOT_FOUND', `There is no camera "${cameraId}".`);
  const own = plans.filter((plan) => plan.camera.cameraId === cameraId);
  return [...Map.groupBy(own, ({ zone }) => zone.zoneId)].map(([zoneId, ofZone]) => ({
    key: zoneKey({ cameraId, zoneId }),
    name: `${camera.name} · ${ofZone.at(-1)?.zone.name ?? zoneId}`,
    timeZone: camera.timeZone,
    plans: ofZone,
  }));
}

/** The main zones of the cameras whose newest version has the group. */
function groupSeries(group: string, versions: readonly Camera[], plans: readonly ZonePlan[]): PlainGroup {
  const members = newestOf(versions).filter(({ groups }) => groups.includes(group));
  if (members.length === 0) {
    const message = `No camera has the group "${group}".`;
    throw new VialogError('VALIDATION_FAILED', message, { details: [{ path: 'groups', message }] });
  }
  const ids = new Set(members.map(({ cameraId }) => cameraId));
  const own = mainZones(plans).filter(({ camera }) => ids.has(camera.cameraId));
  return {
    key: `group:${group}`,
    name: group,
    timeZone: mostFrequent(members.map(({ timeZone }) => timeZone)),
    plans: own,
  };
}

/** The most frequent of at least one text; on a tie the first in the alphabet. */
function mostFrequent(texts: readonly string[]): string {
  const [first] = [...Map.groupBy(texts, (text) => text)].sort(
    ([a, ofA], [b, ofB]) => ofB.length - ofA.length || (a < b ? -1 : 1),
  );
  return first?.[0] ?? 'UTC';
}
