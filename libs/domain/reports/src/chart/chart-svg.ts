import type { ReportChart, ReportLanguage } from '@vialog/contracts';
import { barsChartSvg } from './bars-chart.ts';
import { daysChartSvg } from './days-chart.ts';
import { weekChartSvg } from './week-chart.ts';

/** A chart of a report as an SVG document without scripts and references. */
export function chartSvg(chart: ReportChart, language: ReportLanguage): string {
  switch (chart.kind) {
    case 'days':
      return daysChartSvg(chart, language);
    case 'week':
      return weekChartSvg(chart, language);
    case 'bars':
      return barsChartSvg(chart, language);
  }
}
