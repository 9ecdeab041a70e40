import { overviewFindings } from '@vialog/reports';
import { analysisOf, type AnalysisContext, type Finding, type Judged } from './finding.ts';
import { barsOf, nameOf, type Bar } from './series-text.ts';

/** The figures of the period, highest mean first. */
export const overview = analysisOf(() => ({}), concludeOverview);

function concludeOverview(judged: readonly Judged<object>[], context: AnalysisContext): Finding {
  const series = judged.map((one) => one.series);
  const ranked = [...series].sort((a, b) => (b.figures.mean ?? -Infinity) - (a.figures.mean ?? -Infinity));
  return {
    sentences: overviewFindings(
      series.map(({ figures }) => figures),
      context,
    ),
    bars: barsOf(
      context.texts.charts.bars,
      context.unit,
      ranked.map((one): Bar => {
        const { mean, p15, p85 } = one.figures;
        return {
          name: nameOf(one),
          value: mean,
          ...(p15 !== null && p85 !== null && { low: p15, high: p85 }),
        };
      }),
    ),
    tables: [],
    rules: [],
    ranked,
  };
}
