import type { BarsChart, ReportLanguage } from '@vialog/contracts';
import { valueFormat } from '../texts/format-values.ts';
import { textsOf } from '../texts/texts-of.ts';
import { chartWidth, element, ink, lineColours, shortened, svgDocument, svgText } from './svg.ts';

const left = 190;
const right = chartWidth - 110;
const rowHeight = 20;
/** Bars that are drawn; a table has all series. */
const maxBars = 40;

type Bar = BarsChart['bars'][number];

/** Horizontal bars from 0, each with a line over its range. */
export function barsChartSvg(chart: BarsChart, language: ReportLanguage): string {
  const texts = textsOf(language);
  const format = valueFormat(language, chart.unit);
  const bars = chart.bars.slice(0, maxBars);
  const values = bars.flatMap(({ value, low, high }) => [value ?? 0, low ?? 0, high ?? 0]);
  const [lowest, highest] = [Math.min(0, ...values), Math.max(0, ...values) || 1];
  const x = (value: number): number => left + ((value - lowest) / (highest - lowest)) * (right - left);
  const drawn = bars.map((bar, i) => {
    const y = 12 + i * rowHeight;
    const name = svgText(shortened(bar.name, 26), [left - 8, y + 12], { anchor: 'end' });
    const value = bar.value === null ? texts.page.noValue : format.amount(bar.value);
    return name + barOf(bar, x, y) + svgText(value, [right + 8, y + 12], { size: 10 });
  });
  const more = chart.bars.length - bars.length;
  const rest = more > 0 ? svgText(texts.method.more(more), [left, 12 + bars.length * rowHeight + 12]) : '';
  return svgDocument(chart.title, 24 + (bars.length + (more > 0 ? 1 : 0)) * rowHeight, drawn.join('') + rest);
}

function barOf({ value, low, high }: Bar, x: (value: number) => number, y: number): string {
  if (value === null) return '';
  const [from, to] = [Math.min(x(0), x(value)), Math.max(x(0), x(value))];
  const bar = element('rect', {
    x: from,
    y: y + 2,
    width: Math.max(0.5, to - from),
    height: rowHeight - 8,
    fill: lineColours[0],
  });
  if (low === null || high === null) return bar;
  const middle = y + 2 + (rowHeight - 8) / 2;
  return (
    bar +
    element('line', { x1: x(low), x2: x(high), y1: middle, y2: middle, stroke: ink, 'stroke-width': 1.5 })
  );
}
