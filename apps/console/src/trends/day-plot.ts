import type UPlot from 'uplot';
import type { TrendProfile } from '@vialog/contracts';
import { axisStyle, colourOf, hatchBetween, hatchPattern } from './chart-colours.ts';
import type { Plot } from './use-plot.ts';
import { valueRange, type AxisTop } from './value-axis.ts';

export interface DayPlotInput {
  readonly today: readonly {
    readonly hour: number;
    readonly value: number | null;
    readonly coverage: number;
  }[];
  /** Typical hours of the weekday. */
  readonly typical: TrendProfile['series'][number]['cells'];
  /** Upper end of the y axis; undefined: from the values. */
  readonly top: AxisTop;
  readonly valueText: (value: number) => string;
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);
/** Coverage below which an hour is hatched. */
const minCoverage = 0.8;

/** The hours of today as a line, over the typical hours of the weekday as a band with their median. */
export function dayPlot({ today, typical, top, valueText }: DayPlotInput): Plot {
  const axis = axisStyle();
  const find = (hour: number) => typical.find((cell) => cell.hour === hour);
  const of = (hour: number) => today.find((each) => each.hour === hour);
  const stroke = colourOf('--series-0');
  const soft = colourOf('--ink-soft');
  const edge = { stroke: 'transparent', points: { show: false } };
  return {
    options: {
      padding: [12, 24, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false, range: () => [0, 24] },
        y: { range: (_u, min, max) => valueRange(min, max, top) },
      },
      axes: [
        {
          ...axis,
          size: 30,
          splits: () => [0, 6, 12, 18, 24],
          values: (_u, marks) => marks.map((hour) => `${hour}:00`),
        },
        { ...axis, size: 56, values: (_u, marks) => marks.map(valueText) },
      ],
      series: [
        {},
        { ...edge },
        { ...edge },
        { stroke: soft, width: 1.5, dash: [4, 4], points: { show: false } },
        { stroke, width: 2.5, points: { size: 6, fill: stroke } },
      ],
      bands: [{ series: [2, 1], fill: `color-mix(in srgb, ${soft} 18%, transparent)` }],
      hooks: { drawClear: [(u) => hatchToday(u, today)] },
    },
    data: [
      hours.map((hour) => hour + 0.5),
      hours.map((hour) => find(hour)?.p15 ?? null),
      hours.map((hour) => find(hour)?.p85 ?? null),
      hours.map((hour) => find(hour)?.median ?? null),
      hours.map((hour) => {
        const found = of(hour);
        return found && found.coverage >= minCoverage ? found.value : null;
      }),
    ],
  };
}

function hatchToday(u: UPlot, today: DayPlotInput['today']): void {
  const pattern = hatchPattern(u.ctx, colourOf('--hatch'));
  for (const { hour, coverage } of today)
    if (coverage < minCoverage) hatchBetween(u, [hour, hour + 1], pattern);
}
