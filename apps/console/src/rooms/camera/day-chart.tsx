import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import UPlot from 'uplot';
import { oneDecimal, percent, wholeNumber } from '../../format/numbers.ts';
import { timeOfDay } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import styles from './day.module.css';
import type { DayMeasure } from './day-measures.ts';
import { stepMs, type DaySeries } from './day-series.ts';

/** The values of a day, of one direction if the measure has two. */
export interface DayCurve {
  readonly name: string | undefined;
  readonly series: DaySeries;
}

export interface DayViewProps {
  /** At least one; all with the same quarter hours. */
  readonly curves: readonly DayCurve[];
  readonly measure: DayMeasure;
  readonly timeZone: string;
  /** A moment to mark, epoch ms. */
  readonly mark?: number | undefined;
}

const height = 220;

/** The curve of a day. A quarter hour without a measurement interrupts it. */
export function DayChart(props: DayViewProps) {
  const { t } = useWords();
  const [hovered, setHovered] = useState<number | null>(null);
  const holder = useChart(props, setHovered);
  return (
    <div className={styles.chart}>
      <p className={styles.readout}>
        <Readout {...props} index={hovered ?? markedIndex(props) ?? lastMeasured(props.curves)} />
      </p>
      <Legend curves={props.curves} />
      <div ref={holder} className={styles.plot} role="img" aria-label={t('day.chartLabel')} />
    </div>
  );
}

/** Index of the quarter hour of the marked moment. */
function markedIndex({ curves, mark }: DayViewProps): number | undefined {
  const at = curves[0]?.series.at ?? [];
  const index = mark === undefined ? -1 : at.findLastIndex((start) => start * 1_000 <= mark);
  return index < 0 ? undefined : index;
}

/** Index of the last quarter hour with a value; -1 without one. */
export const lastMeasured = (curves: readonly DayCurve[]): number =>
  Math.max(...curves.map(({ series }) => series.values.findLastIndex((value) => value !== null)));

/** Names of the curves with their colours; a single curve needs none. */
function Legend({ curves }: Pick<DayViewProps, 'curves'>) {
  if (curves.length < 2) return null;
  return (
    <ul className={styles.legend}>
      {curves.map(({ name }, at) => (
        <li key={name}>
          <span className={styles.swatch} data-curve={at} aria-hidden="true" />
          {name}
        </li>
      ))}
    </ul>
  );
}

function Readout({ index, ...props }: DayViewProps & { index: number }) {
  const { t } = useWords();
  const series = props.curves[0]?.series;
  const at = series?.at[index];
  if (series === undefined || at === undefined) return t('day.noData');
  return <Quarter {...props} index={index} series={series} at={at} />;
}

interface QuarterProps extends DayViewProps {
  readonly index: number;
  /** The first curve. */
  readonly series: DaySeries;
  /** Start of the quarter hour, epoch s. */
  readonly at: number;
}

function Quarter({ curves, measure, timeZone, index, series, at }: QuarterProps) {
  const { t, tag } = useWords();
  const format = { language: tag, timeZone };
  const span = `${timeOfDay(at * 1_000, format)}–${timeOfDay(at * 1_000 + stepMs, format)}`;
  const texts = curves.flatMap((curve) => valueText(curve, index, (value) => dayValue(value, measure, tag)));
  if (texts.length === 0)
    return t(series.expected[index] ? 'day.readoutGap' : 'day.readoutNotExpected', { span });
  const value = measure === 'flow' ? t('day.perHour', { value: texts.join(' · ') }) : texts[0];
  const peak = measure === 'flow' ? null : (series.peaks[index] ?? null);
  const coverage = percent(series.coverage[index] ?? 0, tag);
  return t(peak === null ? 'day.readoutPlain' : 'day.readout', { span, value, peak, coverage });
}

function valueText({ name, series }: DayCurve, index: number, format: (value: number) => string): string[] {
  const value = series.values[index] ?? null;
  if (value === null) return [];
  return [name === undefined ? format(value) : `${name} ${format(value)}`];
}

/** A value as people read it: a share of the spaces, whole vehicles per hour, else one decimal. */
export function dayValue(value: number, measure: DayMeasure, language: string): string {
  if (measure === 'occupancy') return percent(value, language);
  return measure === 'flow' ? wholeNumber(Math.round(value), language) : oneDecimal(value, language);
}

function useChart(
  { curves, measure, timeZone, mark }: DayViewProps,
  onHover: (index: number | null) => void,
) {
  const holder = useRef<HTMLDivElement>(null);
  const { tag } = useWords();
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const options = chartOptions(curves.length, measure, { language: tag, timeZone });
    const chart = new UPlot(
      {
        ...options,
        width: element.clientWidth,
        height,
        hooks: {
          setCursor: [(u) => onHover(u.cursor.idx ?? null)],
          draw: [(u) => drawMark(u, mark)],
        },
      },
      columns(curves),
      element,
    );
    const watch = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }));
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.destroy();
    };
  }, [curves, measure, timeZone, mark, tag, scheme, onHover]);
  return holder;
}

/** A vertical line at the marked moment. */
function drawMark(chart: UPlot, mark: number | undefined): void {
  if (mark === undefined) return;
  const { left, top, width, height: plotHeight } = chart.bbox;
  const x = chart.valToPos(mark / 1_000, 'x', true);
  if (x < left || x > left + width) return;
  const { ctx } = chart;
  ctx.save();
  ctx.strokeStyle = getComputedStyle(document.documentElement).getPropertyValue('--accent').trim();
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(x, top);
  ctx.lineTo(x, top + plotHeight);
  ctx.stroke();
  ctx.restore();
}

const columns = (curves: readonly DayCurve[]): UPlot.AlignedData => [
  [...(curves[0]?.series.at ?? [])],
  ...curves.map(({ series }) => [...series.values]),
];

/** Colours of the curves, also in day.module.css. */
const curveColours = ['--ratio', '--warn'] as const;

/** A label every three hours, on narrow screens every six. */
function hourMarks({ width }: UPlot, _axis: number, min: number, max: number): number[] {
  const spacing = (width < 480 ? 6 : 3) * 3_600;
  const marks: number[] = [];
  for (let at = min; at <= max; at += spacing) marks.push(at);
  return marks;
}

function chartOptions(
  curves: number,
  measure: DayMeasure,
  format: { language: string; timeZone: string },
): Omit<UPlot.Options, 'width' | 'height'> {
  const style = getComputedStyle(document.documentElement);
  const colour = (token: string) => style.getPropertyValue(token).trim();
  const axis = {
    stroke: colour('--ink-soft'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
    font: `12px ${getComputedStyle(document.body).fontFamily}`,
  };
  const value = (amount: number) => dayValue(amount, measure, format.language);
  return {
    padding: [8, 12, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 8 } },
    scales: {
      x: { time: true },
      y: { range: (_u, _min, max) => [0, measure === 'occupancy' ? 1 : Math.max(4, Math.ceil(max * 1.15))] },
    },
    axes: [
      {
        ...axis,
        size: 28,
        splits: hourMarks,
        values: (_u, marks) => marks.map((at) => timeOfDay(at * 1_000, format)),
      },
      { ...axis, size: 48, values: (_u, marks) => marks.map(value) },
    ],
    series: [{}, ...curveColours.slice(0, curves).map((token) => curveStyle(colour(token), curves === 1))],
  };
}

const curveStyle = (stroke: string, isFilled: boolean): UPlot.Series => ({
  stroke,
  width: 2,
  ...(isFilled ? { fill: `color-mix(in srgb, ${stroke} 16%, transparent)` } : {}),
  spanGaps: false,
  points: { show: true, size: 4, fill: stroke },
});
