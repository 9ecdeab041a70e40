import {
  measures,
  VialogError,
  zoneKey,
  type Camera,
  type Site,
  type Trend,
  type TrendsQuery,
} from '@vialog/contracts';
import {
  edgesOf,
  plansOfSite,
  trendSeries,
  zonePlans,
  type TrendGroup,
  type TrendSeries,
  type ZonePlan,
} from '@vialog/measuring';
import { allSites } from '@vialog/registry';
import { newestOf } from '../query/name-index.ts';
import { estimatePoints } from '../site-estimate/estimate-points.ts';
import type { ZoneRef } from '../trend-reader.port.ts';
import type { EventPorts } from './event-ports.ts';
import { windowFrom } from './window-from.ts';

/** Points per series. */
const maxPoints = 10_000;
/** Series per response. */
const maxSeries = 200;

/**
 * A measure over time: one series per requested site and one per zone of every requested camera; all sites if neither is
 * given. The measure estimate is the state at the end of each point.
 * @throws {VialogError} VALIDATION_FAILED, SITE_NOT_FOUND or CAMERA_NOT_FOUND
 */
export async function readTrends(ports: EventPorts, query: TrendsQuery): Promise<Trend> {
  if (query.measure === 'estimate') checkEstimate(query);
  const now = ports.clock.now();
  const edges = edgesFor(query, now);
  const versions = await ports.cameras.versions();
  const groups = await groupsOf(ports, query, versions);
  if (groups.length > maxSeries)
    throw invalid('sites', `Expected at most ${maxSeries} series; name fewer sites or cameras.`);
  const zones = new Map(groups.flatMap(({ plans }) => plans.map(refOf)).map((ref) => [zoneKey(ref), ref]));
  const sums = zones.size === 0 ? [] : await ports.trends.sums({ zones: [...zones.values()], edges });
  const { measure, classes, direction, interval } = query;
  const series = trendSeries({ measure, classes, direction, edges, now, groups, sums });
  const found = measure === 'estimate' ? await withEstimates(ports, series, edges) : series;
  return { measure, unit: measures[measure].unit, interval, series: found.map((one) => ({ ...one })) };
}

/** Only sites have an estimate, and only of the classes that take a space. */
function checkEstimate({ cameras, classes, zone }: TrendsQuery): void {
  const wrong = Object.entries({ cameras, classes, zone }).find(([, value]) => value !== undefined);
  if (wrong)
    throw invalid(
      wrong[0],
      `The measure estimate exists for sites only, of all their vehicles; leave out "${wrong[0]}".`,
    );
}

/** The series of sites with their estimates instead of values. */
async function withEstimates(
  ports: EventPorts,
  series: readonly TrendSeries[],
  edges: readonly number[],
): Promise<TrendSeries[]> {
  const found: TrendSeries[] = [];
  for (const site of series) {
    const estimates = await estimatePoints(ports, site.key, edges);
    found.push({ ...site, points: site.points.map((point, i) => ({ ...point, ...estimates[i] })) });
  }
  return found;
}

const refOf = ({ camera, zone }: ZonePlan): ZoneRef => ({ cameraId: camera.cameraId, zoneId: zone.zoneId });

const invalid = (path: string, message: string): VialogError =>
  new VialogError('VALIDATION_FAILED', message, { details: [{ path, message }] });

function edgesFor(query: TrendsQuery, now: number): readonly number[] {
  const { from, to } = windowFrom(query, now);
  const lengthMs = { '15m': 900_000, '1h': 3_600_000, '1d': 82_800_000 }[query.interval];
  if ((to - from) / lengthMs > maxPoints)
    throw invalid(
      'interval',
      `Expected at most ${maxPoints} points; choose a shorter time window or a longer interval.`,
    );
  return edgesOf(from, to, query.interval, query.timeZone);
}

async function groupsOf(
  ports: EventPorts,
  query: TrendsQuery,
  versions: readonly Camera[],
): Promise<readonly TrendGroup[]> {
  const plans = zonePlans(versions).filter(
    ({ zone }) => query.zone === undefined || zone.zoneId === query.zone,
  );
  const sites = query.sites || !query.cameras ? await allSites(ports.sites) : [];
  const named = query.sites?.map((id) => siteOf(id, sites)) ?? sites;
  return [
    ...(query.sites || !query.cameras ? named : []).map((site) => siteGroup(site, plans)),
    ...(query.cameras ?? []).flatMap((id) => zoneGroups(id, versions, plans)),
  ];
}

function siteOf(siteId: string, sites: readonly Site[]): Site {
  const site = sites.find((one) => one.siteId === siteId);
  if (site) return site;
  throw new VialogError('SITE_NOT_FOUND', `There is no site "${siteId}".`);
}

const siteGroup = (site: Site, plans: readonly ZonePlan[]): TrendGroup => ({
  key: site.siteId,
  name: site.name,
  plans: plansOfSite(plans, site.siteId),
});

/** One series per zone that the camera has or had, with the newest name of the zone. */
function zoneGroups(
  cameraId: string,
  versions: readonly Camera[],
  plans: readonly ZonePlan[],
): readonly TrendGroup[] {
  const camera = newestOf(versions.filter((version) => version.cameraId === cameraId))[0];
  if (!camera) throw new VialogError('CAMERA_NOT_FOUND', `There is no camera "${cameraId}".`);
  const own = plans.filter((plan) => plan.camera.cameraId === cameraId);
  return [...Map.groupBy(own, ({ zone }) => zone.zoneId)].map(([zoneId, ofZone]) => ({
    key: zoneKey({ cameraId, zoneId }),
    name: `${camera.name} · ${ofZone.at(-1)?.zone.name ?? zoneId}`,
    plans: ofZone,
  }));
}
