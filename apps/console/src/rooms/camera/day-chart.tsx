import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import UPlot from 'uplot';
import { oneDecimal, percent } from '../../format/numbers.ts';
import { timeOfDay } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import styles from './day.module.css';
import { stepMs, type DaySeries } from './day-series.ts';

export interface DayViewProps {
  readonly series: DaySeries;
  readonly measure: 'presence' | 'occupancy';
  readonly timeZone: string;
}

const height = 220;

/** Today's curve. A quarter hour without a measurement interrupts it. */
export function DayChart(props: DayViewProps) {
  const { t } = useWords();
  const [hovered, setHovered] = useState<number | null>(null);
  const holder = useChart(props, setHovered);
  return (
    <div className={styles.chart}>
      <p className={styles.readout}>
        <Readout {...props} index={hovered ?? lastMeasured(props.series)} />
      </p>
      <div ref={holder} className={styles.plot} role="img" aria-label={t('day.chartLabel')} />
    </div>
  );
}

const lastMeasured = (series: DaySeries): number => series.values.findLastIndex((value) => value !== null);

function Readout({ series, measure, timeZone, index }: DayViewProps & { index: number }) {
  const { t, tag } = useWords();
  const at = series.at[index];
  if (at === undefined) return t('day.noData');
  const format = { language: tag, timeZone };
  const span = `${timeOfDay(at * 1_000, format)}–${timeOfDay(at * 1_000 + stepMs, format)}`;
  const value = series.values[index] ?? null;
  if (value === null)
    return t(series.expected[index] ? 'day.readoutGap' : 'day.readoutNotExpected', { span });
  const shown = measure === 'occupancy' ? percent(value, tag) : oneDecimal(value, tag);
  const peak = series.peaks[index] ?? null;
  const values = { span, value: shown, peak, coverage: percent(series.coverage[index] ?? 0, tag) };
  return peak === null ? t('day.readoutPlain', values) : t('day.readout', values);
}

function useChart({ series, measure, timeZone }: DayViewProps, onHover: (index: number | null) => void) {
  const holder = useRef<HTMLDivElement>(null);
  const { tag } = useWords();
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const options = chartOptions(measure, { language: tag, timeZone });
    const chart = new UPlot(
      {
        ...options,
        width: element.clientWidth,
        height,
        hooks: { setCursor: [(u) => onHover(u.cursor.idx ?? null)] },
      },
      columns(series),
      element,
    );
    const watch = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }));
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.destroy();
    };
  }, [series, measure, timeZone, tag, scheme, onHover]);
  return holder;
}

const columns = (series: DaySeries): UPlot.AlignedData => [[...series.at], [...series.values]];

/** A label every three hours, on narrow screens every six. */
function hourMarks({ width }: UPlot, _axis: number, min: number, max: number): number[] {
  const spacing = (width < 480 ? 6 : 3) * 3_600;
  const marks: number[] = [];
  for (let at = min; at <= max; at += spacing) marks.push(at);
  return marks;
}

function chartOptions(
  measure: 'presence' | 'occupancy',
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
  const value = (amount: number) =>
    measure === 'occupancy' ? percent(amount, format.language) : oneDecimal(amount, format.language);
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
    series: [
      {},
      {
        stroke: colour('--ratio'),
        width: 2,
        fill: `color-mix(in srgb, ${colour('--ratio')} 16%, transparent)`,
        spanGaps: false,
        points: { show: true, size: 4, fill: colour('--ratio') },
      },
    ],
  };
}
