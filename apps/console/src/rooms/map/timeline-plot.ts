import UPlot from 'uplot';
import type { TimeFormat } from '../../format/times.ts';
import { axisStyle, colourOf } from '../../trends/chart-colours.ts';
import { timeMarks } from '../../trends/time-marks.ts';
import type { Plot } from '../../trends/use-plot.ts';
import type { TimelineBucket } from './timeline-scale.ts';

export interface TimelinePlotInput {
  readonly buckets: readonly TimelineBucket[];
  readonly format: TimeFormat;
  readonly onHover: (index: number) => void;
  /** A part was marked with the mouse: its first and its last bucket. */
  readonly onMark: (first: number, last: number) => void;
}

/** Height of the space for marks of gaps below the bars, as a share of the height of the bars. */
const gapSpace = 0.22;

/** px that the mouse has to move to mark a part. */
const minMarkPx = 6;

/** Bars of results. Below them a mark is as high as the share of its bucket that was not measured. */
export function timelinePlot(input: TimelinePlotInput): Plot {
  const { buckets, format, onHover } = input;
  const highest = Math.max(1, ...buckets.map(({ count }) => count));
  const [first, last] = [buckets[0], buckets.at(-1)];
  const options: Plot['options'] = {
    padding: [6, 14, 0, 14],
    legend: { show: false },
    tzDate: (at) => UPlot.tzDate(new Date(at * 1_000), format.timeZone),
    cursor: { y: false, drag: { x: true, y: false, setScale: false }, points: { show: false } },
    scales: {
      x: { time: true, range: () => [(first?.from ?? 0) / 1_000, (last?.to ?? 0) / 1_000] },
      y: { range: () => [-highest * gapSpace, highest * 1.05] },
    },
    axes: [
      { ...axisStyle(), size: 24, space: 64, values: (_u, marks) => timeMarks(marks, format) },
      { show: false },
    ],
    series: [{}, { paths: () => null, points: { show: false } }],
    hooks: {
      setCursor: [({ cursor }) => typeof cursor.idx === 'number' && onHover(cursor.idx)],
      setSelect: [(u) => reportMark(u, input)],
      draw: [(u) => drawBuckets(u, buckets)],
    },
  };
  const middles = buckets.map(({ from, to }) => (from + to) / 2_000);
  return { options, data: [middles, buckets.map(({ count }) => count)] };
}

function reportMark(u: UPlot, { buckets, onMark }: TimelinePlotInput): void {
  const { left, width } = u.select;
  if (width < minMarkPx) return;
  const [from, to] = [u.posToVal(left, 'x') * 1_000, u.posToVal(left + width, 'x') * 1_000];
  u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  const first = buckets.findIndex((bucket) => bucket.to > from);
  const last = buckets.findLastIndex((bucket) => bucket.from < to);
  if (first >= 0 && first <= last) onMark(first, last);
}

function drawBuckets(u: UPlot, buckets: readonly TimelineBucket[]): void {
  const zero = Math.round(u.valToPos(0, 'y', true));
  const foot = u.bbox.top + u.bbox.height;
  const [bar, gap] = [colourOf('--ratio'), colourOf('--bad')];
  u.ctx.save();
  for (const { from, to, count, missing = 0 } of buckets) {
    const left = u.valToPos(from / 1_000, 'x', true);
    const width = u.valToPos(to / 1_000, 'x', true) - left;
    const top = u.valToPos(count, 'y', true);
    u.ctx.fillStyle = bar;
    u.ctx.fillRect(left + width * 0.1, top, Math.max(1, width * 0.8), zero - top);
    u.ctx.fillStyle = gap;
    // The smallest share is still one pixel.
    const depth = missing === 0 ? 0 : Math.max(devicePixelRatio, missing * (foot - zero));
    u.ctx.fillRect(left, zero + devicePixelRatio, width, depth);
  }
  u.ctx.fillStyle = colourOf('--line-strong');
  u.ctx.fillRect(u.bbox.left, zero, u.bbox.width, devicePixelRatio);
  u.ctx.restore();
}
