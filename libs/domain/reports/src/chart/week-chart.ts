import type { ReportLanguage, WeekChart } from '@vialog/contracts';
import { valueFormat } from '../texts/format-values.ts';
import { textsOf } from '../texts/texts-of.ts';
import { element, escapeXml, faint, svgDocument, svgText } from './svg.ts';

const left = 84;
const top = 28;
const cellWidth = 25;
const cellHeight = 24;
const height = top + 7 * cellHeight + 48;

/** From a light to a dark blue; text on the darker half is white. */
const shades = ['#f1f6fb', '#d6e6f4', '#abd0e6', '#6aaed6', '#3787c0', '#105ba4', '#08306b'] as const;

/** Heat map of a typical week: weekdays from top to bottom, hours from left to right. Grey: nothing was measured. */
export function weekChartSvg(chart: WeekChart, language: ReportLanguage): string {
  const texts = textsOf(language);
  const format = valueFormat(language, chart.unit);
  const values = chart.cells.flatMap(({ median }) => median ?? []);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const shadeOf = (value: number): string =>
    shades[high === low ? 0 : Math.min(6, Math.floor(((value - low) / (high - low)) * 7))] ?? shades[0];
  const hours = [0, 3, 6, 9, 12, 15, 18, 21].map((hour) =>
    svgText(`${String(hour).padStart(2, '0')}:00`, [left + hour * cellWidth, top - 8], {
      size: 10,
      fill: faint,
    }),
  );
  const weekdays = texts.weekdays.map((name, i) =>
    svgText(name, [left - 8, top + i * cellHeight + 16], { anchor: 'end' }),
  );
  const cells = chart.cells.map(({ weekday, hour, median }) => {
    const what = `${texts.weekdays[weekday - 1] ?? ''} ${String(hour).padStart(2, '0')}:00: ${
      median === null ? texts.page.noValue : format.amount(median)
    }`;
    return element(
      'rect',
      {
        x: left + hour * cellWidth,
        y: top + (weekday - 1) * cellHeight,
        width: cellWidth - 1,
        height: cellHeight - 1,
        fill: median === null ? '#d9d9d9' : shadeOf(median),
      },
      element('title', {}, escapeXml(what)),
    );
  });
  const legend = values.length === 0 ? '' : legendOf(format.amount(low), format.amount(high));
  return svgDocument(chart.title, height, [...hours, ...weekdays, ...cells, legend].join(''));
}

function legendOf(low: string, high: string): string {
  const y = top + 7 * cellHeight + 14;
  const steps = shades.map((fill, i) =>
    element('rect', { x: left + 150 + i * 26, y, width: 26, height: 12, fill }),
  );
  return [
    svgText(low, [left + 142, y + 10], { anchor: 'end', size: 10, fill: faint }),
    ...steps,
    svgText(high, [left + 150 + 7 * 26 + 8, y + 10], { size: 10, fill: faint }),
  ].join('');
}
