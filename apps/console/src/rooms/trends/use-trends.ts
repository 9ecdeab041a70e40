import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { CountClass, HolidayTreatment } from '@vialog/contracts';
import { sitesQuery } from '../../api/queries.ts';
import { seriesQuery, type TrendSelection } from '../../api/trends.ts';
import type { TimeFormat } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { useNow } from '../../live/use-now.ts';
import { intervalOf, periodOf, type Period } from './period.ts';
import {
  keysIn,
  type ChangeTrends,
  type ShownInterval,
  type TrendMeasure,
  type TrendsSearch,
} from './trends-search.ts';

/** A period up to now moves on in these steps, ms, so that not every second has a new request. */
const nowStepMs = 300_000;

/** What the room shows: the address with its defaults filled in. */
export interface Question {
  readonly search: TrendsSearch;
  readonly keys: readonly string[];
  readonly measure: TrendMeasure;
  readonly selection: TrendSelection;
  readonly period: Period;
  readonly interval: ShownInterval;
  /** Language, and time zone of the first series. */
  readonly format: TimeFormat;
  /** Minimum coverage of what counts, ratio. */
  readonly minCoverage: number;
  /** Target in the unit of the measure; undefined without one. */
  readonly target: number | undefined;
  readonly holidays: HolidayTreatment;
}

const defaultCoverage = '80';
const defaultTarget = '85';

/** Minimum coverage and target in percent, as the fields show them. */
export const minText = ({ min }: TrendsSearch): string => min ?? defaultCoverage;
export const targetText = ({ target, measure }: TrendsSearch): string =>
  target ?? (measure === 'occupancy' ? defaultTarget : '');

export function useChangeTrends(): ChangeTrends {
  const navigate = useNavigate({ from: '/trends' });
  return useCallback(
    (change) => void navigate({ search: (before) => ({ ...before, ...change }), resetScroll: false }),
    [navigate],
  );
}

/** The question of the address; without chosen series that of the first site. */
export function useQuestion() {
  const search = useSearch({ from: '/trends' });
  const { tag } = useWords();
  const sites = useQuery(sitesQuery);
  const first = sites.data?.[0]?.siteId;
  const keys = useMemo(() => {
    const chosen = keysIn(search.of);
    return chosen.length > 0 || first === undefined ? chosen : [first];
  }, [search.of, first]);
  const series = useQuery(seriesQuery(useMemo(() => selectionOf(keys, {}), [keys])));
  const now = Math.floor(useNow() / nowStepMs) * nowStepMs;
  const timeZone = series.data?.[0]?.timeZone;
  const question = useMemo(
    () => (timeZone === undefined ? undefined : questionOf(search, { keys, now, timeZone, language: tag })),
    [search, keys, now, timeZone, tag],
  );
  return { sites, series, question, keys, search };
}

function questionOf(
  search: TrendsSearch,
  { keys, now, ...format }: TimeFormat & { keys: readonly string[]; now: number },
): Question {
  const measure = search.measure ?? 'presence';
  const period = periodOf(search, now, format.timeZone);
  const target = targetText(search) === '' ? undefined : Number(targetText(search));
  return {
    search,
    keys,
    measure,
    selection: selectionOf(keys, search),
    period,
    interval: intervalOf(period, search.interval),
    format,
    minCoverage: Number(minText(search)) / 100,
    holidays: search.holidays ?? 'apart',
    target: target !== undefined && measure === 'occupancy' ? target / 100 : target,
  };
}

/** Measures of spaces are the same for all classes. */
export const isOfSpaces = (measure: TrendMeasure | undefined): boolean =>
  measure === 'occupancy' || measure === 'free' || measure === 'turnover' || measure === 'stay';

const selectionOf = (
  keys: readonly string[],
  { measure, direction, classes }: TrendsSearch,
): TrendSelection => ({
  keys,
  measure: measure === undefined || measure === 'peak' ? 'presence' : measure,
  direction: measure === 'flow' ? (direction ?? 'both') : 'both',
  classes: isOfSpaces(measure) ? [] : ((classes?.split(',') ?? []) as CountClass[]),
});
