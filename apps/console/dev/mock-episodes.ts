import {
  isoOf,
  type Camera,
  type CountEvent,
  type Episode,
  type EpisodesPage,
  type EventsPage,
  type Histogram,
  type Site,
  type Suggestion,
  type UnmeasuredList,
} from '@vialog/contracts';

/** One episode per zone from the slots that were found, in the order of the line. */
export function episodesResponse(found: EventsPage, slots: readonly CountEvent[], q: string): EpisodesPage {
  const zones = Map.groupBy(slots, ({ cameraId, zoneId }) => `${cameraId}/${zoneId}`);
  const items = [...zones.values()].map((events) => episodeOf(events, q.includes('near:')));
  return {
    items: /fullest|最满/.test(q) ? items.toSorted(byOccupancy) : items,
    nextCursor: null,
    from: found.from,
    to: found.to,
    timeZone: 'Asia/Shanghai',
    completeness: found.completeness,
    ...(found.notes ? { notes: found.notes } : {}),
  };
}

const byOccupancy = (a: Episode, b: Episode): number => (b.peakOccupancy ?? -1) - (a.peakOccupancy ?? -1);

function episodeOf(events: readonly CountEvent[], isNear: boolean): Episode {
  const ascending = events.toSorted((a, b) => a.slotStartAt.localeCompare(b.slotStartAt));
  const [first] = ascending;
  const last = ascending.at(-1);
  if (!first || !last) throw new Error('an episode without slots');
  const totals = ascending.flatMap(({ total }) => total ?? []);
  const shares = ascending.flatMap(({ occupancy }) => occupancy ?? []);
  return {
    cameraId: first.cameraId,
    zoneId: first.zoneId,
    ...(first.siteId === undefined ? {} : { siteId: first.siteId }),
    fromAt: first.slotStartAt,
    toAt: isoOf(Date.parse(last.slotStartAt) + last.slotMs),
    ongoing: !isNear,
    ...(totals.length === 0
      ? {}
      : { peak: Math.max(...totals), mean: meanOf(totals), peakAt: peakAt(ascending) }),
    ...(shares.length === 0 ? {} : { peakOccupancy: Math.max(...shares), meanOccupancy: meanOf(shares) }),
    ...(isNear ? { distanceM: 340 } : {}),
    coverage: totals.length === 0 ? 0 : 1,
  };
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const peakAt = (events: readonly CountEvent[]): string =>
  events.reduce((a, b) => ((b.total ?? -1) > (a.total ?? -1) ? b : a)).slotStartAt;

/** Unmeasured slots of the histogram by bucket: a tenth of one hour, nearly all of the next. */
const gapsOfHour: Readonly<Record<number, number>> = { 9: 40, 10: 360 };

/** The last 24 hours. */
export function histogramResponse({ matched, to, completeness }: EventsPage, now: number): Histogram {
  const startAt = (i: number) => isoOf(Math.floor(now / 3_600_000 - 23 + i) * 3_600_000);
  const items = Array.from({ length: 24 }, (_, i) => ({
    startAt: startAt(i),
    count: matched.value === 0 ? 0 : (i * 37) % 90,
    gaps: gapsOfHour[i] ?? 0,
    expected: 400,
  }));
  return { items, from: startAt(0), to, completeness };
}

/** The first two cameras, if something was not measured. */
export function unmeasuredResponse(found: EventsPage, cameras: readonly Camera[]): UnmeasuredList {
  const { expected, measured, reasons } = found.completeness;
  const missing = expected - measured;
  const items = missing === 0 ? [] : cameras.slice(0, 2);
  return {
    items: items.map(({ cameraId, name }) => ({ cameraId, name, expected, measured, missing, reasons })),
    total: items.length,
    from: found.from,
    to: found.to,
  };
}

/** Names that contain the text; not pinyin. */
export function namesResponse(
  cameras: readonly Camera[],
  sites: readonly Site[],
  query: URLSearchParams,
): { items: Suggestion[] } {
  const text = (query.get('text') ?? '').toLowerCase();
  const kinds = query.getAll('kind');
  const all: Suggestion[] = [
    ...sites.map(({ siteId, name }) => ({ kind: 'site' as const, name, id: siteId })),
    ...cameras.map(({ cameraId, name }) => ({ kind: 'camera' as const, name, id: cameraId })),
  ];
  const items = all.filter(({ kind, name }) => kinds.includes(kind) && name.toLowerCase().includes(text));
  return { items: items.slice(0, 6) };
}
