import UPlot from 'uplot';
import type { DaysChart } from '@vialog/contracts';
import { dayOfMonth } from '../../format/times.ts';
import { axisStyle, colourOf, hatchBetween, hatchPattern, seriesToken } from '../../trends/chart-colours.ts';
import type { Plot } from '../../trends/use-plot.ts';
import { drawTarget, valueRange } from '../../trends/value-axis.ts';
import { unitValue } from './unit-value.ts';

const daySeconds = 86_400;

/** Local days as if they were days of UTC: a chart has no clock. */
const secondsOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 1_000;

/** A line per series, with marks at changes. Days on which every series was measured too little are hatched. */
export function daysPlot({ series, unit, target, marks, minCoverage }: DaysChart, language: string): Plot {
  const dates = [...new Set(series.flatMap(({ days }) => days.map(({ date }) => date)))].sort();
  const axis = axisStyle();
  const valuesOf = (days: DaysChart['series'][number]['days']) => {
    const byDate = new Map(days.map(({ date, value }) => [date, value]));
    return dates.map((date) => byDate.get(date) ?? null);
  };
  const low = dates.filter((date) =>
    series.every(({ days }) => (days.find((day) => day.date === date)?.coverage ?? 0) < minCoverage),
  );
  const top = unit === '%' ? 1 : 'count';
  const format = { timeZone: 'UTC', language };
  return {
    options: {
      padding: [12, 24, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      tzDate: (at) => UPlot.tzDate(new Date(at * 1_000), 'UTC'),
      scales: { x: { time: true }, y: { range: (_u, min, max) => valueRange(min, max, top) } },
      axes: [
        { ...axis, size: 30, values: (_u, splits) => splits.map((at) => dayOfMonth(at * 1_000, format)) },
        {
          ...axis,
          size: 64,
          values: (_u, splits) => splits.map((value) => unitValue(value, unit === '%' ? '%' : '', language)),
        },
      ],
      series: [
        {},
        ...series.map((_, i) => ({
          stroke: colourOf(seriesToken(i)),
          width: 2,
          points: { size: 4, fill: colourOf(seriesToken(i)) },
        })),
      ],
      hooks: {
        drawClear: [(u) => hatchDays(u, low)],
        draw: [(u) => drawTarget(u, target ?? undefined), (u) => drawMarks(u, marks)],
      },
    },
    data: [dates.map(secondsOf), ...series.map(({ days }) => valuesOf(days))],
  };
}

function hatchDays(u: UPlot, dates: readonly string[]): void {
  const pattern = hatchPattern(u.ctx, colourOf('--hatch'));
  for (const date of dates)
    hatchBetween(u, [secondsOf(date) - daySeconds / 2, secondsOf(date) + daySeconds / 2], pattern);
}

function drawMarks(u: UPlot, marks: DaysChart['marks']): void {
  u.ctx.save();
  u.ctx.strokeStyle = colourOf('--ink');
  u.ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
  for (const { date } of marks) {
    const x = u.valToPos(secondsOf(date) - daySeconds / 2, 'x', true);
    u.ctx.beginPath();
    u.ctx.moveTo(x, u.bbox.top);
    u.ctx.lineTo(x, u.bbox.top + u.bbox.height);
    u.ctx.stroke();
  }
  u.ctx.restore();
}
