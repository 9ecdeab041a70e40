import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { AnalyticResult, AnalyticsList } from '@vialog/contracts';
import { call } from './call.ts';
import { keepPreviousIf } from './keep-previous.ts';

/** What a person chose; the definition of the analytic has the rest. */
export interface AnalyticChoice {
  readonly language: 'en' | 'zh';
  /** Ids of sites; empty: the population of the analytic. */
  readonly sites: readonly string[];
  /** Instants with offset; undefined: the default. */
  readonly to: string | undefined;
  readonly changeAt: string | undefined;
  /** In the unit of the measure; undefined: of the definition. */
  readonly target: number | undefined;
  readonly minCoverage: number | undefined;
}

export type AnalyticFormat = 'html' | 'pdf' | 'xlsx' | 'csv' | 'parquet';

const pairsOf = ({
  language,
  sites,
  to,
  changeAt,
  target,
  minCoverage,
}: AnalyticChoice): Record<string, string> => ({
  language,
  ...(sites.length > 0 && { sites: sites.join(',') }),
  ...(to !== undefined && { to }),
  ...(changeAt !== undefined && { changeAt }),
  ...(target !== undefined && { target: String(target) }),
  ...(minCoverage !== undefined && { minCoverage: String(minCoverage) }),
});

const addressOf = (path: string, pairs: Record<string, string>): string =>
  `${path}?${new URLSearchParams(pairs).toString()}`;

/** The catalogue; `text` is searched in the words of both languages. */
export const analyticsQuery = (text: string) =>
  queryOptions({
    queryKey: ['analytics', text],
    queryFn: () => call<AnalyticsList>('GET', addressOf('/v1/analytics', { q: text })),
    placeholderData: keepPreviousData,
  });

export const analyticResultQuery = (id: string, choice: AnalyticChoice) =>
  queryOptions({
    queryKey: ['analytic', id, choice],
    queryFn: () => call<AnalyticResult>('GET', addressOf(`/v1/analytics/${id}`, pairsOf(choice))),
    staleTime: 60_000,
    placeholderData: keepPreviousIf(([, previousId]) => previousId === id),
    retry: false,
  });

/** Address of the result as a file. */
export const analyticFileAddress = (id: string, choice: AnalyticChoice, format: AnalyticFormat): string =>
  addressOf(`/v1/analytics/${id}/file`, { ...pairsOf(choice), format });

/** Address of the first chart of the result. */
export const analyticChartAddress = (id: string, choice: AnalyticChoice, format: 'svg' | 'png'): string =>
  addressOf(`/v1/analytics/${id}/chart`, { ...pairsOf(choice), format });
