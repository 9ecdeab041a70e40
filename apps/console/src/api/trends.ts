import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type {
  CountClass,
  FlowDirection,
  HolidayTreatment,
  Measure,
  Trend,
  TrendComparison,
  TrendProfile,
} from '@vialog/contracts';
import { call } from './call.ts';
import { keepPreviousIf } from './keep-previous.ts';

/** What is read: which series, and which measure of them. */
export interface TrendSelection {
  /** Keys of series: site id, `cameraId/zoneId` or `group:name`; at least one. */
  readonly keys: readonly string[];
  readonly measure: Measure;
  readonly direction: FlowDirection;
  /** Empty: all. */
  readonly classes: readonly CountClass[];
}

/** Epoch ms. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

type Pairs = readonly (readonly [name: string, value: string])[];

interface SeriesPage {
  readonly series: readonly { readonly key: string }[];
  readonly nextCursor: string | null;
}

/** Reads all pages of series: a selection of cameras with many zones does not fit into one. */
async function read<Reply extends SeriesPage>(path: string, pairs: Pairs): Promise<Reply> {
  const series: Reply['series'][number][] = [];
  let cursor: string | null = null;
  let page: Reply;
  do {
    const query = new URLSearchParams(pairs.map(([name, value]) => [name, value]));
    if (cursor !== null) query.set('cursor', cursor);
    page = await call<Reply>('GET', `${path}?${query.toString()}`);
    series.push(...page.series);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return { ...page, series };
}

const iso = (at: number): string => new Date(at).toISOString();
export const rangeOf = ({ from, to }: TimeRange): Pairs => [
  ['from', iso(from)],
  ['to', iso(to)],
];

export function selectionParams({ keys, measure, direction, classes }: TrendSelection): Pairs {
  const groups = keys.filter((key) => key.startsWith('group:')).map((key) => key.slice('group:'.length));
  const cameras = keys.filter((key) => key.includes('/')).map((key) => key.slice(0, key.indexOf('/')));
  const lists = {
    sites: keys.filter((key) => !key.includes('/') && !key.startsWith('group:')),
    cameras: [...new Set(cameras)],
    groups,
    classes,
  };
  const given = Object.entries(lists).filter(([, values]) => values.length > 0);
  return [
    ['measure', measure],
    ['direction', direction],
    ...given.map(([name, values]) => [name, values.join(',')] as const),
    ['limit', '200'],
  ];
}

/** The selected series in the order of their keys: a response has all zones of a camera. */
const inOrder = <Series extends { readonly key: string }>(
  { keys }: TrendSelection,
  series: readonly Series[],
): Series[] => keys.flatMap((key) => series.filter((one) => one.key === key));

/** Figures of a period stay visible while another period loads, but not under another measure, direction or class. */
export const isSameQuantity = (before: TrendSelection | undefined, after: TrendSelection): boolean =>
  before !== undefined &&
  before.measure === after.measure &&
  before.direction === after.direction &&
  before.classes.join() === after.classes.join();

const staleTime = 60_000;

const settingsOf = (selection: TrendSelection) => ({
  staleTime,
  placeholderData: keepPreviousIf(([, previous]) => isSameQuantity(previous as TrendSelection, selection)),
});

export interface TrendRequest extends TimeRange {
  readonly interval: Trend['interval'];
  readonly timeZone: string;
}

export const trendsQuery = (selection: TrendSelection, request: TrendRequest) =>
  queryOptions({
    queryKey: ['trends', selection, request],
    queryFn: async () => {
      const trend = await read<Trend>('/v1/trends', [
        ...selectionParams(selection),
        ...rangeOf(request),
        ['interval', request.interval],
        ['timeZone', request.timeZone],
      ]);
      return { ...trend, series: inOrder(selection, trend.series) };
    },
    ...settingsOf(selection),
  });

/** Names and time zones of series, with the points of the last 24 hours. */
export const seriesQuery = (selection: TrendSelection) =>
  queryOptions({
    queryKey: ['trend series', selection],
    queryFn: async () =>
      inOrder(selection, (await read<Trend>('/v1/trends', selectionParams(selection))).series),
    enabled: selection.keys.length > 0,
    placeholderData: keepPreviousData,
    staleTime,
  });

export interface ProfileRequest extends TimeRange {
  /** Ratio. */
  readonly minCoverage: number;
  readonly holidays?: HolidayTreatment;
  /** In the unit of the measure. */
  readonly target?: number | undefined;
}

export const profileQuery = (selection: TrendSelection, request: ProfileRequest) =>
  queryOptions({
    queryKey: ['trend profile', selection, request],
    queryFn: async () => {
      const { minCoverage, target, holidays = 'apart' } = request;
      const profile = await read<TrendProfile>('/v1/trends/profile', [
        ...selectionParams(selection),
        ...rangeOf(request),
        ['minCoverage', String(minCoverage)],
        ['holidays', holidays],
        ...(target === undefined ? [] : [['target', String(target)] as const]),
      ]);
      return { ...profile, series: inOrder(selection, profile.series) };
    },
    ...settingsOf(selection),
  });

export interface ComparisonRequest {
  readonly before: TimeRange;
  readonly after: TimeRange;
  /** Ratio. */
  readonly minCoverage: number;
  readonly holidays: HolidayTreatment;
}

export const comparisonQuery = (selection: TrendSelection, request: ComparisonRequest) =>
  queryOptions({
    queryKey: ['trend comparison', selection, request],
    queryFn: async () => {
      const { before, after, minCoverage, holidays } = request;
      const comparison = await read<TrendComparison>('/v1/trends/comparison', [
        ...selectionParams(selection),
        ['beforeStartAt', iso(before.from)],
        ['beforeEndAt', iso(before.to)],
        ['afterStartAt', iso(after.from)],
        ['afterEndAt', iso(after.to)],
        ['minCoverage', String(minCoverage)],
        ['holidays', holidays],
      ]);
      return { ...comparison, series: inOrder(selection, comparison.series) };
    },
    ...settingsOf(selection),
  });
