import {
  measures,
  trend,
  trendComparison,
  trendProfile,
  type CameraResponse,
  type Measure,
  type Site,
  type TrendComparison,
  type TrendProfile,
} from '@vialog/contracts';
import { mockSpecialDays } from './mock-special-days.ts';
import { ok, problem, type MockResponse } from './mock-responses.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** UTC offset of Asia/Shanghai, the time zone of all mock cameras. */
const offsetMs = 8 * hourMs;

type Query = Readonly<Record<string, string | undefined>>;

interface TrendsRequest {
  readonly path: string;
  readonly query: Query;
  readonly now: number;
  readonly cameras: readonly CameraResponse[];
  readonly sites: readonly Site[];
}

interface MockSeries {
  readonly key: string;
  readonly name: string;
  /** Different numbers for each series. */
  readonly seed: number;
  /** Camera and zone that changed. */
  readonly changed: { readonly cameraId: string; readonly zoneId: string };
}

/** Trends, typical weeks and comparisons of any sites, zones and groups: an outage, a partial outage and another model. */
export function trendsOf(request: TrendsRequest): MockResponse {
  const unknown = (request.query.sites ?? '')
    .split(',')
    .find((id) => id !== '' && !request.sites.some(({ siteId }) => siteId === id));
  if (unknown !== undefined) return problem(404, 'SITE_NOT_FOUND', `There is no site "${unknown}".`);
  const series = seriesOf(request);
  if (request.path === '/v1/trends') return ok(trend.parse(trendBody(request, series)));
  if (request.path === '/v1/trends/profile') return ok(trendProfile.parse(profileBody(request, series)));
  if (request.path === '/v1/trends/comparison')
    return ok(trendComparison.parse(comparisonBody(request, series)));
  return problem(404, 'NOT_FOUND', 'The mock API has no such route of trends.');
}

function seriesOf({ query, sites, cameras }: TrendsRequest): MockSeries[] {
  const idsOf = (name: string) => (query[name] ?? '').split(',').filter((id) => id !== '');
  const isAll = idsOf('cameras').length + idsOf('groups').length + idsOf('sites').length === 0;
  const siteSeries = sites.filter(({ siteId }) => isAll || idsOf('sites').includes(siteId));
  const changed = { cameraId: cameras[0]?.cameraId ?? 'cam000000000', zoneId: 'spaces' };
  return [
    ...siteSeries.map(({ siteId, name }) => ({ key: siteId, name })),
    ...cameras
      .filter(({ cameraId }) => idsOf('cameras').includes(cameraId))
      .flatMap(({ cameraId, name, zones }) =>
        zones.map((zone) => ({ key: `${cameraId}/${zone.zoneId}`, name: `${name} · ${zone.name}` })),
      ),
    ...idsOf('groups').map((name) => ({ key: `group:${name}`, name })),
  ].map((one) => ({ ...one, seed: Number(one.key.replace(/\D/g, '').slice(-3)) % 7, changed }));
}

const measureOf = ({ measure = 'presence' }: Query): Exclude<Measure, 'estimate'> =>
  measure in measures && measure !== 'estimate' ? (measure as Exclude<Measure, 'estimate'>) : 'presence';

/** A busy noon and evening on weekdays, quieter at weekends. */
function loadAt(at: number, { seed }: MockSeries, measure: Measure): number {
  const local = new Date(at + offsetMs);
  const hour = local.getUTCHours() + local.getUTCMinutes() / 60;
  const bump = (middle: number, width: number) => Math.exp(-((hour - middle) ** 2) / (2 * width ** 2));
  const isWeekend = local.getUTCDay() % 6 === 0;
  const noise = Math.abs(Math.sin(at / 7_919_000 + seed)) * 0.08;
  const share = 0.06 + (isWeekend ? 0.35 : 0.62) * bump(11 + seed / 3, 2.6) + 0.3 * bump(18, 1.8) + noise;
  const value = Math.min(0.99, share);
  if (measure === 'occupancy') return value;
  if (measure === 'balance') return Math.round(40 * Math.sin(((hour - 6) / 24) * 2 * Math.PI));
  if (measure === 'turnover') return Math.round(value * 80) / 100;
  if (measure === 'stay') return Math.round(30 + value * 90);
  if (measure === 'free') return Math.round((1 - value) * 400) / 10;
  return Math.round(value * (measure === 'flow' ? 600 : 40) * 10) / 10;
}

/** Share of the slots at a time that were measured: an outage six to four days ago, half an outage nine days ago. */
function coverageAt(at: number, now: number): number {
  const daysAgo = (startOfDay(now) - at) / dayMs;
  if (daysAgo > 4.2 && daysAgo <= 5.4) return 0;
  return daysAgo > 8.4 && daysAgo <= 9 ? 0.45 : 1;
}

const startOfDay = (at: number): number => Math.floor((at + offsetMs) / dayMs) * dayMs - offsetMs;

function edgesOf({
  from,
  to,
  interval = '1h',
}: {
  from: number;
  to: number;
  interval: string | undefined;
}): number[] {
  const fixed: Readonly<Record<string, number>> = {
    '15m': hourMs / 4,
    '1h': hourMs,
    '1d': dayMs,
    '1w': 7 * dayMs,
  };
  const length = fixed[interval];
  const months = { '1mo': 1, '1q': 3, '1y': 12 }[interval] ?? 1;
  const monday = startOfDay(from) - ((new Date(from + offsetMs).getUTCDay() + 6) % 7) * dayMs;
  const starts: Readonly<Record<string, number>> = { '1d': startOfDay(from), '1w': monday };
  const edges = [
    length ? (starts[interval] ?? Math.floor(from / length) * length) : startOfMonths(from, months, 0),
  ];
  while ((edges.at(-1) ?? to) < to) {
    const last = edges.at(-1) ?? to;
    edges.push(length ? last + length : startOfMonths(last, months, months));
  }
  return edges;
}

function startOfMonths(at: number, months: number, later: number): number {
  const local = new Date(at + offsetMs);
  const month = Math.floor(local.getUTCMonth() / months) * months + later;
  return Date.UTC(local.getUTCFullYear(), month, 1) - offsetMs;
}

const windowOf = ({ from, to }: Query, now: number, ms: number) => {
  const end = to === undefined ? now : Date.parse(to);
  return { from: from === undefined ? end - ms : Date.parse(from), to: end };
};

function trendBody({ query, now }: TrendsRequest, series: readonly MockSeries[]) {
  const measure = measureOf(query);
  const window = windowOf(query, now, dayMs);
  const edges = edgesOf({ ...window, interval: query.interval });
  return {
    measure,
    unit: measures[measure].unit,
    interval: query.interval ?? '1h',
    series: series.map((one) => ({
      key: one.key,
      name: one.name,
      timeZone: 'Asia/Shanghai',
      origins: ['camera'],
      changes: changesIn(one, window, now),
      points: edges.slice(0, -1).map((at, i) => pointOf(one, measure, { at, to: edges[i + 1] ?? at, now })),
    })),
    nextCursor: null,
  };
}

function pointOf(
  series: MockSeries,
  measure: Measure,
  { at, to, now }: { at: number; to: number; now: number },
) {
  const step = Math.max(hourMs / 4, Math.floor((to - at) / 24));
  const times = Array.from(
    { length: Math.max(1, Math.floor((Math.min(to, now) - at) / step)) },
    (_, i) => at + i * step,
  );
  const measured = times.filter((time) => coverageAt(time, now) > 0);
  const values = measured.map((time) => loadAt(time, series, measure));
  const expected = at >= now ? 0 : Math.floor((Math.min(to, now) - at) / 60_000);
  const share = times.reduce((sum, time) => sum + coverageAt(time, now), 0) / times.length;
  const slots = Math.round(expected * share);
  const isMeasured = values.length > 0 && slots > 0;
  return {
    startAt: new Date(at).toISOString(),
    value: isMeasured ? values.reduce((sum, value) => sum + value, 0) / values.length : null,
    peak: isMeasured && measure !== 'occupancy' ? Math.round(Math.max(...values)) + 2 : null,
    expected,
    measured: slots,
    coverage: expected === 0 ? null : slots / expected,
    ...(slots < expected ? { reasons: { offline: expected - slots } } : {}),
  };
}

function changesIn({ changed }: MockSeries, window: { from: number; to: number }, now: number) {
  const at = startOfDay(now) - 12 * dayMs + 10 * hourMs;
  return at > window.from && at < window.to
    ? [{ changedAt: new Date(at).toISOString(), ...changed, what: ['model' as const] }]
    : [];
}

function profileBody({ query, now }: TrendsRequest, series: readonly MockSeries[]): TrendProfile {
  const measure = measureOf(query);
  const window = windowOf(query, now, 91 * dayMs);
  const target =
    query.target === undefined ? (measure === 'occupancy' ? 0.85 : undefined) : Number(query.target);
  return {
    measure,
    unit: measures[measure].unit,
    from: new Date(window.from).toISOString(),
    to: new Date(window.to).toISOString(),
    minCoverage: Number(query.minCoverage ?? 0.8),
    holidays: 'apart',
    series: series.map((one) => ({
      key: one.key,
      name: one.name,
      timeZone: 'Asia/Shanghai',
      origins: ['camera'],
      changes: changesIn(one, window, now),
      leftOutDays: 0,
      specialDays: mockSpecialDays(window, query.holidays),
      hours: 640,
      leftOut: 32,
      coverage: 0.953,
      cells: cellsOf(one, measure),
      peakHour: {
        weekday: 5,
        hour: 11,
        median: loadAt(friday + 11 * hourMs, one, measure),
        factor: 0.91,
        factorHours: 4,
      },
      aboveTarget: target === undefined ? null : { target, hours: 61, share: 0.0953, days: 18 },
    })),
    nextCursor: null,
  };
}

/** A Friday midnight in Asia/Shanghai. */
const friday = Date.UTC(2026, 0, 2) - offsetMs;

function cellsOf(series: MockSeries, measure: Measure): TrendProfile['series'][number]['cells'] {
  return Array.from({ length: 168 }, (_, i) => {
    const weekday = Math.floor(i / 24) + 1;
    const hour = i % 24;
    const value = loadAt(friday + (weekday - 5) * dayMs + hour * hourMs, series, measure);
    const isLeftOut = weekday === 7 && hour >= 2 && hour < 5;
    const figure = (share: number) => (isLeftOut ? null : Math.round(value * share * 1_000) / 1_000);
    const median = figure(1);
    return {
      weekday,
      hour,
      median,
      p15: figure(0.85),
      p85: figure(1.1),
      mean: median,
      hours: isLeftOut ? 0 : 4,
      leftOut: isLeftOut ? 4 : 0,
      coverage: isLeftOut ? 0.31 : 0.98,
    };
  });
}

function comparisonBody({ query }: TrendsRequest, series: readonly MockSeries[]): TrendComparison {
  const measure = measureOf(query);
  const scale = measure === 'occupancy' ? 0.01 : 1;
  const period = (name: 'before' | 'after', value: number) => ({
    from: query[`${name}StartAt`] ?? '',
    to: query[`${name}EndAt`] ?? '',
    value: value * scale,
    days: 27,
    leftOutDays: 0,
    hours: 640,
    leftOut: 32,
    coverage: 0.953,
  });
  return {
    measure,
    unit: measures[measure].unit,
    minCoverage: Number(query.minCoverage ?? 0.8),
    holidays: 'apart',
    minDays: 7,
    series: series.map((one, i) => ({
      key: one.key,
      name: one.name,
      timeZone: 'Asia/Shanghai',
      origins: ['camera'],
      changes: [],
      leftOutDays: 0,
      specialDays: [],
      before: period('before', 31),
      after: period('after', 35),
      comparedHours: 168,
      difference: 4 * scale,
      relative: 0.129,
      interval: { level: 0.95, low: (i === 1 ? -1 : 1.5) * scale, high: 6.4 * scale },
      effectSize: 0.72,
      verdict: i === 1 ? ('no_clear_change' as const) : ('higher' as const),
      sentence: 'Presence rose.',
    })),
    nextCursor: null,
  };
}
