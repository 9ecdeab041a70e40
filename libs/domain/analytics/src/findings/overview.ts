import { overviewFindings } from '@vialog/reports';
import type { Analyse } from './finding.ts';
import { barsOf, nameOf, type Bar } from './series-text.ts';

/** The figures of the period, highest mean first. */
export const overview: Analyse = (series, context) => {
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
};
