import type { Site, TrendPoint, TrendProfile } from '@vialog/contracts';
import type { SiteMeasure } from '../../api/sites-overview.ts';
import { localTimeText } from '../../format/times.ts';
import type { SitesSearch } from './sites-search.ts';

/** Share of occupied spaces at which a site counts as full. */
export const fullShare = 0.85;
/** Coverage below which a site is listed as incompletely measured. */
const lowCoverage = 0.8;

/** A site with its figures of today. */
export interface SiteRow {
  readonly site: Site;
  readonly measure: SiteMeasure;
  /** Newest measured quarter hour; undefined if none of the last ones was measured. */
  readonly now: TrendPoint | undefined;
  /** The day so far; undefined without expected slots. */
  readonly today: TrendPoint | undefined;
  /** Newest quarter hour with a known number of free spaces. */
  readonly free: TrendPoint | undefined;
  readonly isSimulated: boolean;
}

type Points = ReadonlyMap<string, readonly TrendPoint[]> | undefined;

export interface SitePoints {
  readonly now: Readonly<Record<SiteMeasure, Points>>;
  readonly today: Readonly<Record<SiteMeasure, Points>>;
  readonly free: Points;
  /** Start of the time whose points are recent, epoch ms. */
  readonly recentFrom: number;
  /** Sites whose numbers are simulated. */
  readonly simulated: ReadonlySet<string> | undefined;
}

export const rowsOf = (sites: readonly Site[], points: SitePoints): SiteRow[] =>
  sites.map((site) => rowOf(site, points));

export function rowOf(site: Site, { now, today, free, recentFrom, simulated }: SitePoints): SiteRow {
  const hasSpaces = today.occupancy?.get(site.siteId)?.some(({ value }) => value !== null) === true;
  const measure = hasSpaces ? 'occupancy' : 'presence';
  return {
    site,
    measure,
    now: newestOf(now[measure]?.get(site.siteId), recentFrom),
    today: today[measure]?.get(site.siteId)?.find(({ expected }) => expected > 0),
    free: newestOf(free?.get(site.siteId), recentFrom),
    isSimulated: simulated?.has(site.siteId) === true,
  };
}

/** The newest measured point. An older one than the recent points is shown only while no slot after it was expected. */
function newestOf(points: readonly TrendPoint[] = [], recentFrom: number): TrendPoint | undefined {
  const index = points.findLastIndex(({ value }) => value !== null);
  const newest = points[index];
  if (newest && Date.parse(newest.startAt) >= recentFrom) return newest;
  return points.slice(index + 1).some(({ expected }) => expected > 0) ? undefined : newest;
}

/** The rows that match the filter, in the chosen order. */
export function shownRows(rows: readonly SiteRow[], { text, kind, show, sort }: SitesSearch): SiteRow[] {
  const words = (text ?? '').toLowerCase().split(/\s+/);
  const matching = rows.filter(
    ({ site, ...row }) =>
      words.every((word) => `${site.name} ${site.address}`.toLowerCase().includes(word)) &&
      (kind === undefined || site.kind === kind) &&
      (show === undefined || isShown(row, show)),
  );
  const byName = (a: SiteRow, b: SiteRow) => a.site.name.localeCompare(b.site.name);
  const key = sortKeys[sort ?? 'name'];
  return matching.sort((a, b) => key(a) - key(b) || byName(a, b));
}

const isShown = ({ measure, now, today }: Omit<SiteRow, 'site'>, show: 'full' | 'gaps'): boolean =>
  show === 'full'
    ? measure === 'occupancy' && (now?.value ?? 0) >= fullShare
    : (today?.coverage ?? 1) < lowCoverage;

/** Smallest first. Sites without a value are last. */
const sortKeys = {
  name: () => 0,
  fullest: ({ measure, now }: SiteRow) => (measure === 'occupancy' && now ? -(now.value ?? 0) : 1),
  free: ({ free }: SiteRow) => -(free?.value ?? -Infinity),
  coverage: ({ today }: SiteRow) => today?.coverage ?? 2,
  capacity: ({ site }: SiteRow) => -(site.capacity ?? 0),
};

type Week = TrendProfile['series'][number];
export type WeekCell = Week['cells'][number];

/** The hour of the typical week that contains a time. */
export function cellAt(week: Week | undefined, at: number, timeZone: string): WeekCell | undefined {
  const local = localTimeText(at, timeZone);
  const weekday = new Date(`${local}Z`).getUTCDay() || 7;
  return week?.cells.find((cell) => cell.weekday === weekday && cell.hour === Number(local.slice(11, 13)));
}

/** A value beside the typical values of its hour of the week: outside of the 15th to 85th percentile it is unusual. */
export function usualOf(value: number, cell: WeekCell | undefined): 'higher' | 'lower' | 'usual' | 'unknown' {
  if (!cell || cell.p15 === null || cell.p85 === null || cell.hours < 3) return 'unknown';
  if (value > cell.p85) return 'higher';
  return value < cell.p15 ? 'lower' : 'usual';
}
