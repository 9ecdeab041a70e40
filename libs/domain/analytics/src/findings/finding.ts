import type { BarsChart, ReportTable, Site } from '@vialog/contracts';
import type { FindingContext, SeriesResult } from '@vialog/reports';
import type { HourValue } from '@vialog/statistics';
import type { AnalyticDefinition } from '../catalogue/analytic-definition.ts';
import type { Periods } from '../run/requested-periods.ts';
import type { AnalyticTexts } from '../texts/analytic-texts.ts';

/** A series of the population, with the hours of both periods. */
export interface AnalysedSeries extends SeriesResult {
  /** Hours of the period before; undefined without a comparison. */
  readonly compared: readonly HourValue[] | undefined;
  /** Spaces that its zones see, number. */
  readonly spaces: number;
  /** Undefined if the series is not a site. */
  readonly site: Site | undefined;
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
  readonly ranked: readonly AnalysedSeries[];
}

export type Analyse = (series: readonly AnalysedSeries[], context: AnalysisContext) => Finding;
