import type { DaysChart, ReportLanguage } from '@vialog/contracts';
import { valueFormat, type ValueFormat } from '../texts/format-values.ts';
import type { ReportTexts } from '../texts/report-texts.ts';
import { textsOf } from '../texts/texts-of.ts';
import {
  element,
  escapeXml,
  faint,
  gridLine,
  ink,
  lineColours,
  shortened,
  svgDocument,
  svgText,
} from './svg.ts';
import { plotLeft, plotRight, valueAxis, type ValueAxis } from './value-axis.ts';

const top = 44;
const bottom = 250;
const stripTop = 284;
const stripHeight = 12;

type Series = DaysChart['series'][number];

interface Drawing {
  readonly texts: ReportTexts;
  readonly format: ValueFormat;
  readonly axis: ValueAxis;
  readonly dates: readonly string[];
  readonly x: (date: string) => number;
  readonly dayWidth: number;
}

/** Lines by local day, and below them the coverage of each day; days measured too little are hatched. */
export function daysChartSvg(chart: DaysChart, language: ReportLanguage): string {
  const texts = textsOf(language);
  const format = valueFormat(language, chart.unit);
  const dates = [...new Set(chart.series.flatMap(({ days }) => days.map(({ date }) => date)))].sort();
  const dayWidth = (plotRight - plotLeft) / Math.max(1, dates.length);
  const positions = new Map(dates.map((date, i) => [date, plotLeft + (i + 0.5) * dayWidth]));
  const values = chart.series.flatMap(({ days }) => days.flatMap(({ value }) => value ?? []));
  const axis = valueAxis(chart.target === null ? values : [...values, chart.target], {
    top,
    bottom,
    label: (value) => (chart.unit === '%' ? format.percent(value) : format.number(value)),
  });
  const drawing = {
    texts,
    format,
    axis,
    dates,
    x: (date: string) => positions.get(date) ?? plotLeft,
    dayWidth,
  };
  const height = stripTop + chart.series.length * (stripHeight + 4) + 12;
  const content = [
    legendOf(chart.series),
    axis.drawn,
    dateLabels(drawing),
    specialDaysOf(chart.specialDays, drawing),
    marksOf(chart.marks, drawing),
    targetOf(chart, drawing),
    ...chart.series.map((series, i) => lineOf(series, colourOf(i), drawing)),
    svgText(texts.charts.coverage, [plotLeft, stripTop - 6], { size: 10, fill: faint }),
    ...chart.series.map((series, i) => stripOf(series, { i, minCoverage: chart.minCoverage }, drawing)),
  ];
  return svgDocument(chart.title, height, content.join(''));
}

const colourOf = (i: number): string => lineColours[i % lineColours.length] ?? ink;

function legendOf(series: readonly Series[]): string {
  const width = (plotRight - plotLeft) / Math.max(3, series.length);
  return series
    .map(({ name }, i) => {
      const x = plotLeft + i * width;
      const swatch = element('rect', { x, y: 14, width: 12, height: 4, fill: colourOf(i) });
      return swatch + svgText(shortened(name, Math.floor(width / 7) - 3), [x + 16, 20]);
    })
    .join('');
}

/** About eight dates, at the same distance. */
function dateLabels({ dates, x }: Drawing): string {
  const step = Math.max(1, Math.ceil(dates.length / 8));
  return dates
    .filter((_, i) => i % step === 0)
    .map((date) => svgText(date.slice(5), [x(date), bottom + 16], { anchor: 'middle', fill: faint }))
    .join('');
}

/** Holidays in one colour, events in another; a working day is a holiday that moved. */
const dayColours = { holiday: '#f3d9a4', working_day: '#d9d9d9', event: '#c9e4d3' } as const;

/** Shaded days with their names; several on one day are one band. */
function specialDaysOf(days: DaysChart['specialDays'], { dates, x, dayWidth }: Drawing): string {
  const shown = days.filter(({ date }) => dates.includes(date));
  return [...Map.groupBy(shown, ({ date }) => date)]
    .map(([date, ofDay]) =>
      element(
        'rect',
        {
          x: x(date) - dayWidth / 2,
          y: top,
          width: dayWidth,
          height: bottom - top,
          fill: dayColours[ofDay[0]?.kind ?? 'event'],
          'fill-opacity': 0.6,
        },
        element('title', {}, escapeXml(`${date} ${ofDay.map(({ name }) => name).join(', ')}`)),
      ),
    )
    .join('');
}

function marksOf(marks: DaysChart['marks'], { x, dayWidth }: Drawing): string {
  return marks
    .map(({ date, label }, i) => {
      const at = x(date) - dayWidth / 2;
      const line = element(
        'line',
        { x1: at, x2: at, y1: top - 8, y2: bottom, stroke: ink, 'stroke-dasharray': '4 3' },
        element('title', {}, escapeXml(label)),
      );
      return line + svgText(String(i + 1), [at + 3, top - 2], { size: 10 });
    })
    .join('');
}

function targetOf({ target }: DaysChart, { axis, texts, format }: Drawing): string {
  if (target === null) return '';
  const y = axis.y(target);
  const line = element('line', {
    x1: plotLeft,
    x2: plotRight,
    y1: y,
    y2: y,
    stroke: '#b3261e',
    'stroke-dasharray': '6 4',
  });
  const label = `${texts.charts.target} ${format.amount(target)}`;
  return line + svgText(label, [plotRight, y - 4], { anchor: 'end', size: 10, fill: '#b3261e' });
}

/** Lines through consecutive days with a value; a day between two days without one is a dot. */
function lineOf({ days }: Series, colour: string, { axis, x }: Drawing): string {
  const runs: [number, number][][] = [[]];
  for (const { date, value } of days) {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push([x(date), axis.y(value)]);
  }
  return runs.map((points) => runOf(points, colour)).join('');
}

function runOf(points: readonly (readonly [number, number])[], colour: string): string {
  const [first] = points;
  if (!first) return '';
  if (points.length === 1) return element('circle', { cx: first[0], cy: first[1], r: 2.5, fill: colour });
  const path = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  return element('polyline', { points: path, fill: 'none', stroke: colour, 'stroke-width': 1.8 });
}

function stripOf(
  { days }: Series,
  { i, minCoverage }: { readonly i: number; readonly minCoverage: number },
  { x, dayWidth }: Drawing,
): string {
  const y = stripTop + i * (stripHeight + 4);
  const cells = days.map(({ date, coverage }) => {
    const fill = coverage === null ? '#ffffff' : coverage < minCoverage ? 'url(#hatch)' : colourOf(i);
    return element('rect', { x: x(date) - dayWidth / 2, y, width: dayWidth, height: stripHeight, fill });
  });
  const frame = element('rect', {
    x: plotLeft,
    y,
    width: plotRight - plotLeft,
    height: stripHeight,
    fill: 'none',
    stroke: gridLine,
  });
  return cells.join('') + frame;
}
