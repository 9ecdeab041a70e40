import {
  dayMs,
  hourMs,
  isoOf,
  trendProfileQuery,
  trendsQuery,
  type Trend,
  type TrendProfile,
} from '@vialog/contracts';
import { readProfile, readTrends, type EventPorts } from '@vialog/events';
import { StandingClock } from './event-folder.ts';
import { portsOfZones } from './site-of-cameras.ts';

/**
 * A town with a year of hour sums: 600 sites with 648 zones in slots of 2 minutes have 170 million records a year. Four sites
 * have 13 zones, the others one. The local time of all of them is UTC+8 without summer time.
 */
export interface Town {
  readonly zones: number;
  readonly days: number;
}

export const wholeTown: Town = { zones: 648, days: 365 };
export const slotMs = 120_000;
const slotsPerHour = hourMs / slotMs;
/** Local midnight of 1 January, a Wednesday. */
export const start = Date.parse('2025-01-01T00:00:00.000+08:00');
const zonesOfLargeSite = 13;
const largeSites = 4;

export const siteOfZone = (zone: number): string => {
  const large = Math.floor(zone / zonesOfLargeSite);
  const site = large < largeSites ? large : zone - largeSites * (zonesOfLargeSite - 1);
  return `site${String(site).padStart(8, '0')}`;
};
export const largeSite = siteOfZone(0);
export const smallSite = siteOfZone(zonesOfLargeSite * largeSites);

export const cameraOfZone = (zone: number): string => `cam${String(zone).padStart(9, '0')}`;

/**
 * SQL expressions of an hour sum by zone `z` and hour `h` since the start, the same in every database: measured slots, sum
 * and maximum of the cars in a slot.
 */
export const sums = {
  n: `(CASE WHEN (h * 13 + z * 7) % 97 = 0 THEN 24 ELSE ${slotsPerHour} END)`,
  total: `(${slotsPerHour} * (5 + (h * 7 + z * 13) % 41 + h % 24) + (h * 31 + z * 17) % 30)`,
  max: '(8 + (h * 7 + z * 13) % 41 + h % 24 + (h + z) % 5)',
};

/** The same for one hour as numbers. */
export function sumsOf(
  z: number,
  h: number,
): { readonly n: number; readonly total: number; readonly max: number } {
  const mean = 5 + ((h * 7 + z * 13) % 41) + (h % 24);
  return {
    n: (h * 13 + z * 7) % 97 === 0 ? 24 : slotsPerHour,
    total: slotsPerHour * mean + ((h * 31 + z * 17) % 30),
    max: mean + 3 + ((h + z) % 5),
  };
}

/** Questions about the town through the use cases of the product. */
export interface Questions {
  /** A year by local day of all sites, one series per site. */
  daysOfSites(): Promise<Trend>;
  /** Hour × weekday of a year of one site. */
  profile(site: string): Promise<TrendProfile>;
}

export function questionsTo(store: EventPorts['events'] & EventPorts['trends'], town: Town): Questions {
  const end = start + town.days * dayMs;
  const zones = Array.from({ length: town.zones }, (_, zone) => siteOfZone(zone));
  const ports = portsOfZones(store, new StandingClock(end + dayMs), {
    slotMs,
    from: start,
    siteOfZone: zones,
  });
  const period = { from: isoOf(start), to: isoOf(end) };
  return {
    daysOfSites: () =>
      readTrends(
        ports,
        trendsQuery.parse({ ...period, interval: '1d', timeZone: 'Asia/Shanghai', limit: '1000' }),
      ),
    profile: (site) => readProfile(ports, trendProfileQuery.parse({ ...period, sites: site })),
  };
}
