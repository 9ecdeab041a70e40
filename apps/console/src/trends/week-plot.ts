import type UPlot from 'uplot';
import type { TrendProfile } from '@vialog/contracts';
import { weekdayName } from '../format/times.ts';
import { axisStyle, colourOf, seriesToken } from './chart-colours.ts';
import { hatchSeries, type ChartPart } from './hatch-series.ts';
import { drawTarget, valueRange, type AxisTop } from './value-axis.ts';
import type { Plot } from './use-plot.ts';

export interface WeekPlotInput {
  readonly series: TrendProfile['series'];
  readonly target: number | undefined;
  readonly language: string;
  /** Upper end of the y axis; undefined: from the values. */
  readonly top: AxisTop;
  readonly valueText: (value: number) => string;
}

const hoursOfWeek = Array.from({ length: 168 }, (_, i) => i);

/** Medians of the hours of a week with bands from the 15th to the 85th percentile, Monday first. */
export function weekPlot({ series, target, language, top, valueText }: WeekPlotInput): Plot {
  const axis = axisStyle();
  const weeks = series.map(({ cells }) => byHour(cells));
  return {
    options: {
      padding: [12, 12, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false } },
      scales: {
        x: { time: false, range: () => [0, 168] },
        y: { range: (_u, min, max) => valueRange(min, max, top) },
      },
      axes: [
        {
          ...axis,
          size: 30,
          splits: () => [0, 24, 48, 72, 96, 120, 144],
          values: (_u, marks) => marks.map((hour) => weekdayName(hour / 24 + 1, language)),
        },
        { ...axis, size: 56, values: (_u, marks) => marks.map(valueText) },
      ],
      series: [{}, ...series.flatMap((_, i) => bandSeries(i))],
      bands: series.map((_, i) => ({
        series: [3 * i + 2, 3 * i + 3],
        fill: `color-mix(in srgb, ${colourOf(seriesToken(i))} ${series.length > 3 ? 8 : 18}%, transparent)`,
      })),
      hooks: {
        drawClear: [(u) => hatchSeries(u, partsOf(weeks))],
        draw: [(u) => drawTarget(u, target)],
      },
    },
    data: [
      hoursOfWeek,
      ...weeks.flatMap((week) =>
        (['median', 'p85', 'p15'] as const).map((name) => week.map((cell) => cell?.[name] ?? null)),
      ),
    ],
  };
}

type Cells = TrendProfile['series'][number]['cells'];
type Week = readonly (Cells[number] | undefined)[];

const byHour = (cells: Cells): Week =>
  hoursOfWeek.map((at) => cells.find(({ weekday, hour }) => (weekday - 1) * 24 + hour === at));

function bandSeries(index: number): UPlot.Series[] {
  const stroke = colourOf(seriesToken(index));
  const edge = { stroke: 'transparent', points: { show: false }, spanGaps: false };
  return [{ stroke, width: 2, spanGaps: false, points: { show: false } }, edge, edge];
}

/** The hours of the week, each with the series that have no value for it. */
const partsOf = (weeks: readonly Week[]): ChartPart[] =>
  hoursOfWeek.map((at) => ({
    from: at - 0.5,
    to: at + 0.5,
    missing: weeks.map((week) => week[at]?.median == null),
  }));
