import { isoOf, quarterMs, type CountClass, type Site, type SiteBalance } from '@vialog/contracts';
import { plansOfSite, slotOf, zonePlans, type SumsRow } from '@vialog/measuring';
import type { EventPorts } from '../use-cases/event-ports.ts';

export type ZoneCorrection = NonNullable<SiteBalance['correction']>;

/**
 * Limits of an estimate from the main area and bays zones of the site: vehicles that they see are in the site, and spaces that
 * they see free are not taken. Means of the last full quarter hour and the time since. Undefined if no zone was measured.
 */
export async function correctionOf(
  ports: EventPorts,
  site: Site,
  estimate: number,
): Promise<ZoneCorrection | undefined> {
  const now = ports.clock.now();
  const from = slotOf(now, quarterMs) - quarterMs;
  const plans = plansOfSite(zonePlans(await ports.cameras.versions()), site.siteId).filter(
    ({ zone, until }) => zone.kind !== 'line' && until > now,
  );
  if (plans.length === 0) return undefined;
  const zones = plans.map(({ camera, zone }) => ({ cameraId: camera.cameraId, zoneId: zone.zoneId }));
  const rows = (await ports.trends.sums({ zones, edges: [from, now] })).filter(
    ({ measured }) => measured > 0,
  );
  const ofZone = plans.flatMap(({ camera, zone }) => {
    const row = rows.find(
      (each) =>
        each.cameraId === camera.cameraId &&
        each.zoneId === zone.zoneId &&
        each.cameraVersion === camera.version,
    );
    return row ? [seenIn(row, zone.capacity !== undefined)] : [];
  });
  if (ofZone.length === 0) return undefined;
  const low = Math.round(ofZone.reduce((sum, { taken }) => sum + taken, 0));
  const free = Math.round(ofZone.reduce((sum, seen) => sum + seen.free, 0));
  const high = site.capacity === undefined ? null : Math.max(low, site.capacity - free);
  const corrected = Math.max(low, Math.min(estimate, high ?? Infinity));
  return { low, high, corrected, zones: ofZone.length, fromAt: isoOf(from), toAt: isoOf(now) };
}

const vehicles: readonly CountClass[] = ['car', 'bus', 'truck'];

/** Mean number of vehicles and of free spaces. An area without a capacity has no free spaces that are known. */
function seenIn(row: SumsRow, hasSpaces: boolean): { readonly taken: number; readonly free: number } {
  if (!hasSpaces) {
    const sum = vehicles.reduce((total, name) => total + (row.classes[name]?.sum ?? 0), 0);
    return { taken: sum / row.measured, free: 0 };
  }
  return {
    taken: row.occupied / row.measured,
    free: Math.max(0, row.capacity - row.unknown - row.occupied) / row.measured,
  };
}
