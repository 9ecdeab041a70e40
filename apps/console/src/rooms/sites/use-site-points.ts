import { useQuery } from '@tanstack/react-query';
import type { Site } from '@vialog/contracts';
import { sitePointsQuery } from '../../api/sites-overview.ts';
import { startOfDay } from '../../format/times.ts';
import { useNow } from '../../live/use-now.ts';
import type { SitePoints } from './site-rows.ts';

const stepMs = 300_000;
/** Age up to which a measured quarter hour is shown as now, ms. */
const recentMs = 3_600_000;
/** Time in which the newest measured quarter hour is searched, ms: a slot of an hour may have started two hours ago. */
const newestMs = 2 * 3_600_000;
/** Period of typical weeks: 28 days. */
const weekMs = 28 * 86_400_000;

/** Newest quarter hour and day so far of one site or of all. The day is that of the most frequent time zone. */
export function useSitePoints(sites: readonly Site[]) {
  const now = Math.floor(useNow() / stepMs) * stepMs;
  const timeZone = mostFrequent(sites.map((site) => site.timeZone));
  const siteId = sites.length === 1 ? sites[0]?.siteId : undefined;
  const period = { siteId, to: now + 1, timeZone };
  const day = { ...period, from: startOfDay(now, timeZone), interval: '1d' } as const;
  const newest = { ...period, from: now - newestMs, interval: '15m' } as const;
  const read = {
    now: {
      occupancy: useQuery(sitePointsQuery({ measure: 'occupancy', ...newest })),
      presence: useQuery(sitePointsQuery({ measure: 'presence', ...newest })),
    },
    today: {
      occupancy: useQuery(sitePointsQuery({ measure: 'occupancy', ...day })),
      presence: useQuery(sitePointsQuery({ measure: 'presence', ...day })),
    },
  };
  const free = useQuery(sitePointsQuery({ measure: 'free', ...newest }));
  const all = [read.now, read.today].flatMap(({ occupancy, presence }) => [occupancy, presence]).concat(free);
  const dataOf = (part: (typeof read)['now']): SitePoints['now'] => ({
    occupancy: part.occupancy.data?.bySite,
    presence: part.presence.data?.bySite,
  });
  const points: SitePoints = {
    now: dataOf(read.now),
    today: dataOf(read.today),
    free: free.data?.bySite,
    recentFrom: now - recentMs,
    simulated: read.now.presence.data?.simulated,
  };
  return {
    points,
    now,
    timeZone,
    /** Period before today, from which typical weeks are made. */
    past: { from: day.from - weekMs, to: day.from },
    isPending: all.some(({ isPending }) => isPending),
    error: all.find(({ error, data }) => error && !data)?.error,
    retry: () => all.forEach((query) => void query.refetch()),
  };
}

function mostFrequent(zones: readonly string[]): string {
  const counted = Map.groupBy(zones, (zone) => zone);
  return [...counted].sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? 'UTC';
}
