import { useCallback } from 'react';
import type { BarsChart, DaysChart, ReportChart, WeekChart } from '@vialog/contracts';
import { weekdayName } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { seriesToken } from '../../trends/chart-colours.ts';
import { usePlot } from '../../trends/use-plot.ts';
import { daysPlot } from './days-plot.ts';
import { unitValue } from './unit-value.ts';
import styles from './questions.module.css';

/** Bars that are shown; a table has all. */
const maxBars = 40;
const height = 260;

/** A chart of the result, drawn from its data. */
export function ResultChart({ chart }: { chart: ReportChart }) {
  switch (chart.kind) {
    case 'bars':
      return <Bars chart={chart} />;
    case 'week':
      return <Week chart={chart} />;
    case 'days':
      return <Days chart={chart} />;
  }
}

function Bars({ chart: { bars, unit } }: { chart: BarsChart }) {
  const { t, tag } = useWords();
  const ends = bars.flatMap(({ value, low, high }) => [value ?? 0, low ?? 0, high ?? 0]);
  const [lowest, highest] = [Math.min(0, ...ends), Math.max(0, ...ends) || 1];
  const place = (value: number) => ((value - lowest) / (highest - lowest)) * 100;
  return (
    <ul className={styles.bars}>
      {bars.slice(0, maxBars).map(({ name, value, low, high }) => (
        <li key={name}>
          <span className={styles.barName}>{name}</span>
          <span className={styles.track} aria-hidden>
            {value !== null && (
              <i
                className={styles.bar}
                style={between(place(Math.min(0, value)), place(Math.max(0, value)))}
              />
            )}
            {low !== null && high !== null && (
              <i className={styles.range} style={between(place(low), place(high))} />
            )}
          </span>
          <span className={styles.barValue}>
            {value === null ? '–' : unitValue(value, unit, tag)}
            {low !== null && high !== null && low !== high && (
              <small>
                {t('questions.range', { low: unitValue(low, unit, tag), high: unitValue(high, unit, tag) })}
              </small>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

const between = (from: number, to: number) => ({ left: `${from}%`, width: `${Math.max(0.4, to - from)}%` });

const [cell, left, top] = [15, 44, 16] as const;

/** Weekdays from top to bottom, hours from left to right; hatched grey: nothing was measured. */
function Week({ chart: { title, cells, unit } }: { chart: WeekChart }) {
  const { t, tag } = useWords();
  const values = cells.flatMap(({ median }) => median ?? []);
  const [low, high] = [Math.min(0, ...values), Math.max(...values, 0) || 1];
  const text = (value: number | null) => (value === null ? '–' : unitValue(value, unit, tag));
  return (
    <>
      <svg
        className={styles.week}
        viewBox={`0 0 ${left + 24 * cell} ${top + 7 * cell}`}
        role="img"
        aria-label={title}
      >
        {[0, 6, 12, 18].map((hour) => (
          <text key={hour} x={left + hour * cell} y={top - 5}>
            {hour}:00
          </text>
        ))}
        {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
          <text key={weekday} x={0} y={top + weekday * cell - 4}>
            {weekdayName(weekday, tag)}
          </text>
        ))}
        {cells.map(({ weekday, hour, median }) => (
          <rect
            key={`${weekday} ${hour}`}
            x={left + hour * cell}
            y={top + (weekday - 1) * cell}
            width={cell - 1}
            height={cell - 1}
            fill={median === null ? 'var(--hatch)' : 'var(--series-0)'}
            fillOpacity={median === null ? 0.6 : 0.06 + (0.94 * (median - low)) / (high - low)}
          >
            <title>
              {weekdayName(weekday, tag)} {hour}:00 {text(median)}
            </title>
          </rect>
        ))}
      </svg>
      <p className={styles.facts}>{t('questions.weekLegend', { low: text(low), high: text(high) })}</p>
    </>
  );
}

function Days({ chart }: { chart: DaysChart }) {
  const { t, tag } = useWords();
  const make = useCallback(() => daysPlot(chart, tag), [chart, tag]);
  const { holder } = usePlot(make, height);
  return (
    <>
      <ul className={styles.legend}>
        {chart.series.map(({ name }, i) => (
          <li key={name}>
            <i style={{ background: `var(${seriesToken(i)})` }} /> {name}
          </li>
        ))}
      </ul>
      <div ref={holder} className={styles.plot} role="img" aria-label={chart.title} />
      <ul className={styles.legend}>
        {chart.marks.map(({ date, label }) => (
          <li key={`${date} ${label}`}>
            {date} {label}
          </li>
        ))}
      </ul>
      <p className={styles.facts}>{t('questions.daysLegend')}</p>
    </>
  );
}
