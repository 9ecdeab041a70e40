import UPlot from 'uplot';
import type { TimeFormat } from '../../format/times.ts';
import { axisStyle, colourOf, seriesToken } from '../../trends/chart-colours.ts';
import { hatchSeries } from '../../trends/hatch-series.ts';
import { timeMarks } from '../../trends/time-marks.ts';
import type { Plot } from '../../trends/use-plot.ts';
import { drawTarget, valueRange, type AxisTop } from '../../trends/value-axis.ts';
import { endOfInterval, type Period } from './period.ts';
import { drawSpecialDays } from './draw-special-days.ts';
import type { ChartPoint, ChartSeries } from './trend-parts.ts';
import type { ShownInterval } from './trends-search.ts';

export interface LinePlotInput {
  readonly series: readonly ChartSeries[];
  /** Points of the compared period at the places of each series; empty without one. */
  readonly compared: readonly (readonly ChartPoint[])[];
  readonly shape: 'line' | 'bars';
  readonly interval: ShownInterval;
  readonly format: TimeFormat;
  readonly valueText: (value: number) => string;
  /** Upper end of the y axis; undefined: from the values. */
  readonly top: AxisTop;
  readonly target: number | undefined;
  readonly onHover: (index: number | null) => void;
  readonly onMark: (period: Period) => void;
}

/** Lines or bars. Parts that are left out are hatched, and a line is interrupted at each change of its series. */
export function linePlot(input: LinePlotInput): Plot {
  const { series, compared, shape } = input;
  const starts = startsOf(input);
  const middles = starts.slice(0, -1).map((at, i) => (at + (starts[i + 1] ?? at)) / 2 / 1_000);
  const lines = [
    ...series.map((one, i) => lineStyle(one, i, shape)),
    ...compared.map((_, i) => comparedStyle(i, shape)),
  ];
  const values = [
    ...series.map(({ points }) => points.map(({ value, counts }) => (counts ? value : null))),
    ...compared.map((points) => points.map(({ value, counts }) => (counts ? value : null))),
  ];
  return { options: optionsOf(input, starts, lines), data: [middles, ...values] };
}

/** Start of every interval and the end of the last one, epoch ms. */
function startsOf({ series, interval, format }: LinePlotInput): number[] {
  const starts = series[0]?.points.map(({ at }) => at) ?? [];
  const last = starts.at(-1);
  return last === undefined ? [] : [...starts, endOfInterval(last, interval, format.timeZone)];
}

function optionsOf(input: LinePlotInput, starts: readonly number[], lines: UPlot.Series[]): Plot['options'] {
  const { format, top, valueText, onHover, onMark } = input;
  const [first = 0, end = 0] = [starts[0], starts.at(-1)];
  const axis = axisStyle();
  return {
    padding: [12, 24, 0, 0],
    legend: { show: false },
    tzDate: (at) => UPlot.tzDate(new Date(at * 1_000), format.timeZone),
    cursor: { y: false, drag: { x: true, y: false, setScale: false }, points: { size: 8 } },
    scales: {
      x: { time: true, range: () => [first / 1_000, end / 1_000] },
      y: { range: (_u, min, max) => valueRange(min, max, top) },
    },
    axes: [
      {
        ...axis,
        size: 30,
        space: 74,
        values: (_u, marks) => timeMarks(marks, format),
      },
      { ...axis, size: 56, values: (_u, marks) => marks.map(valueText) },
    ],
    series: [{}, ...lines],
    hooks: {
      setCursor: [(u) => onHover(u.cursor.idx ?? null)],
      setSelect: [(u) => markedPeriod(u, starts, onMark)],
      drawClear: [
        (u) => {
          drawSpecialDays(u, input.series, starts);
          drawLeftOut(u, input, starts);
        },
      ],
      draw: [
        (u) => {
          if (input.shape === 'bars') drawBars(u, input, starts);
          drawTarget(u, input.target);
          drawChanges(u, input.series);
        },
      ],
    },
  };
}

function lineStyle({ changes }: ChartSeries, index: number, shape: 'line' | 'bars'): UPlot.Series {
  const stroke = colourOf(seriesToken(index));
  return {
    stroke,
    width: 2,
    spanGaps: false,
    ...(index >= 4 ? { dash: [8, 3] } : {}),
    points: { size: 5, fill: stroke, ...(shape === 'bars' ? { show: false } : {}) },
    ...(shape === 'bars' ? { paths: () => null } : {}),
    gaps: (...[u, , , , nullGaps]) => [...nullGaps, ...gapsAt(u, changes)].sort((a, b) => a[0] - b[0]),
  };
}

/** A few pixels around each change. */
const gapsAt = (u: UPlot, changes: ChartSeries['changes']): [number, number][] =>
  changes.map(({ changedAt }) => {
    const x = Math.round(u.valToPos(Date.parse(changedAt) / 1_000, 'x', true));
    return [x - 5 * devicePixelRatio, x + 5 * devicePixelRatio];
  });

function comparedStyle(index: number, shape: 'line' | 'bars'): UPlot.Series {
  return {
    stroke: `color-mix(in srgb, ${colourOf(seriesToken(index))} 70%, ${colourOf('--panel')})`,
    width: 1.5,
    dash: [3, 4],
    spanGaps: false,
    points: { show: false },
    ...(shape === 'bars' ? { paths: () => null } : {}),
  };
}

function markedPeriod(u: UPlot, starts: readonly number[], onMark: (period: Period) => void): void {
  const { left, width } = u.select;
  if (width < 8) return;
  const [from, to] = [u.posToVal(left, 'x') * 1_000, u.posToVal(left + width, 'x') * 1_000];
  u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  const first = starts.findLast((at) => at <= from) ?? starts[0];
  const end = starts.find((at) => at >= to) ?? starts.at(-1);
  if (first !== undefined && end !== undefined && first < end) onMark({ from: first, to: end });
}

function drawLeftOut(u: UPlot, { series }: LinePlotInput, starts: readonly number[]): void {
  const parts = starts.slice(1).map((end, i) => ({
    from: (starts[i] ?? 0) / 1_000,
    to: end / 1_000,
    missing: series.map(({ points }) => isLeftOutPoint(points[i])),
  }));
  hatchSeries(u, parts);
  series.forEach(({ points }, at) => drawUncounted(u, points, { starts, token: seriesToken(at) }));
}

const isLeftOutPoint = (point: ChartPoint | undefined): boolean =>
  point !== undefined && point.expected > 0 && !point.counts;

/** Hollow marks at values that do not count. */
function drawUncounted(
  u: UPlot,
  points: readonly ChartPoint[],
  { starts, token }: { starts: readonly number[]; token: string },
): void {
  u.ctx.save();
  u.ctx.strokeStyle = colourOf(token);
  u.ctx.lineWidth = devicePixelRatio;
  points.forEach(({ value, counts }, i) => {
    if (counts || value === null) return;
    const x = u.valToPos(((starts[i] ?? 0) + (starts[i + 1] ?? 0)) / 2_000, 'x', true);
    u.ctx.beginPath();
    u.ctx.arc(x, u.valToPos(value, 'y', true), 3 * devicePixelRatio, 0, 2 * Math.PI);
    u.ctx.stroke();
  });
  u.ctx.restore();
}

function drawBars(u: UPlot, { series, compared }: LinePlotInput, starts: readonly number[]): void {
  const zero = u.valToPos(0, 'y', true);
  u.ctx.save();
  for (let i = 0; i < starts.length - 1; i += 1) {
    const left = u.valToPos((starts[i] ?? 0) / 1_000, 'x', true);
    const room = u.valToPos((starts[i + 1] ?? 0) / 1_000, 'x', true) - left;
    const width = (room * 0.8) / Math.max(1, series.length);
    series.forEach(({ points }, at) => {
      const x = left + room * 0.1 + at * width;
      const colour = colourOf(seriesToken(at));
      u.ctx.fillStyle = colour;
      const y = yOf(u, points[i]);
      if (y !== undefined)
        u.ctx.fillRect(x, Math.min(y, zero), Math.max(1, width - devicePixelRatio), Math.abs(zero - y));
      const before = yOf(u, compared[at]?.[i]);
      u.ctx.fillStyle = colourOf('--ink');
      if (before !== undefined)
        u.ctx.fillRect(
          x,
          before - devicePixelRatio,
          Math.max(1, width - devicePixelRatio),
          2 * devicePixelRatio,
        );
    });
  }
  u.ctx.restore();
}

const yOf = (u: UPlot, point: ChartPoint | undefined): number | undefined =>
  point?.counts && point.value !== null ? u.valToPos(point.value, 'y', true) : undefined;

/** A triangle on the axis and a line at each change. */
function drawChanges(u: UPlot, series: readonly ChartSeries[]): void {
  const bottom = u.bbox.top + u.bbox.height;
  u.ctx.save();
  u.ctx.strokeStyle = colourOf('--warn');
  u.ctx.fillStyle = colourOf('--warn');
  u.ctx.lineWidth = devicePixelRatio;
  u.ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
  for (const { changedAt } of series.flatMap(({ changes }) => changes)) {
    const x = u.valToPos(Date.parse(changedAt) / 1_000, 'x', true);
    u.ctx.beginPath();
    u.ctx.moveTo(x, u.bbox.top);
    u.ctx.lineTo(x, bottom);
    u.ctx.stroke();
    u.ctx.beginPath();
    u.ctx.moveTo(x - 5 * devicePixelRatio, bottom);
    u.ctx.lineTo(x + 5 * devicePixelRatio, bottom);
    u.ctx.lineTo(x, bottom - 8 * devicePixelRatio);
    u.ctx.fill();
  }
  u.ctx.restore();
}
