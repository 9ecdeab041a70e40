import type { BarsChart, ReportTable, Site } from '@vialog/contracts';
import {
  dayFigures,
  summaryOfSeries,
  type DayFigure,
  type FindingContext,
  type SeriesResult,
  type SeriesSummary,
} from '@vialog/reports';
import type { HourValue } from '@vialog/statistics';
import type { AnalyticDefinition } from '../catalogue/analytic-definition.ts';
import type { Periods } from '../run/requested-periods.ts';
import type { AnalyticTexts } from '../texts/analytic-texts.ts';

interface SeriesPlace {
  /** Spaces that its zones see, number. */
  readonly spaces: number;
  /** Undefined if the series is not a site. */
  readonly site: Site | undefined;
}

/** A series of the population, with the hours of both periods. */
export interface AnalysedSeries extends SeriesResult, SeriesPlace {
  /** Hours of the period before; undefined without a comparison. */
  readonly compared: readonly HourValue[] | undefined;
}

/** What is kept of a series: without its hours. */
export interface KeptSeries extends SeriesSummary, SeriesPlace {
  /** Days of the period before; undefined without a comparison. */
  readonly daysBefore: readonly DayFigure[] | undefined;
}

export interface AnalysisContext extends FindingContext {
  readonly words: AnalyticTexts;
  readonly definition: AnalyticDefinition;
  readonly periods: Periods;
  /** In the unit of the measure. */
  readonly target: number | undefined;
  /** Unit of the measure in the language; `%` for ratios. */
  readonly unit: string;
}

/** What was found about a population. */
export interface Finding {
  /** The result in words. */
  readonly sentences: readonly string[];
  /** The figure of the finding per series. */
  readonly bars: BarsChart;
  readonly tables: readonly ReportTable[];
  /** How it was computed. */
  readonly rules: readonly string[];
  /** The series in the order of the sentences. */
  readonly ranked: readonly KeptSeries[];
}

/** Computes a finding from series that are added one at a time; their hours are not kept. */
export interface Analysis {
  add(series: AnalysedSeries): void;
  finish(): Finding;
}

export type Analyse = (context: AnalysisContext) => Analysis;

/** The figures of a finding for one series. */
export type Judged<Figures> = Figures & { readonly series: KeptSeries };

/** An analysis that computes figures from the hours of each series, and the finding from the figures of all. */
export const analysisOf =
  <Figures extends object>(
    judge: (series: AnalysedSeries, context: AnalysisContext) => Figures,
    conclude: (judged: readonly Judged<Figures>[], context: AnalysisContext) => Finding,
  ): Analyse =>
  (context) => {
    const judged: Judged<Figures>[] = [];
    return {
      add(series) {
        judged.push({ ...judge(series, context), series: keptOf(series, context) });
      },
      finish: () => conclude(judged, context),
    };
  };

/** Days and hours of the week only if the chart of the definition draws them: there are hundreds of series. */
function keptOf(
  series: AnalysedSeries,
  { definition: { chart }, minCoverage }: Pick<AnalysisContext, 'definition' | 'minCoverage'>,
): KeptSeries {
  const { days, cells, compared, spaces, site } = series;
  const hasDays = chart === 'days';
  return {
    ...summaryOfSeries(series),
    days: hasDays ? days : [],
    daysBefore: compared && (hasDays ? dayFigures([...compared], minCoverage) : []),
    cells: chart === 'week' ? cells : [],
    spaces,
    site,
  };
}
