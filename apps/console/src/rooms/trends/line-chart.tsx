import { useCallback, useEffect, useState } from 'react';
import { percent } from '../../format/numbers.ts';
import { useWords, type Words } from '../../language/language.ts';
import { measureValue } from '../../trends/measure-value.ts';
import { PlotSlider } from '../../trends/plot-slider.tsx';
import { usePlot } from '../../trends/use-plot.ts';
import { axisTop } from '../../trends/value-axis.ts';
import { intervalText } from './interval-text.ts';
import { linePlot } from './line-plot.ts';
import { endOfInterval, searchOfPeriod, type Period } from './period.ts';
import { PointText } from './point-text.tsx';
import { specialDaysText } from '../../trends/special-day-text.ts';
import type { Shown } from './use-shown.ts';
import type { ChangeTrends } from './trends-search.ts';
import { Swatch } from './swatch.tsx';
import styles from './trends-room.module.css';

interface LineChartProps {
  readonly shown: Shown;
  readonly shape: 'line' | 'bars';
  readonly change: ChangeTrends;
}

const height = 320;

/** The measure over time. A part of the chart is marked with the mouse, or with the slider and its button. */
export function LineChart({ shown, shape, change }: LineChartProps) {
  const words = useWords();
  const { t, tag } = words;
  const { question, series } = shown;
  const { interval, format } = question;
  const last = (series[0]?.points.length ?? 1) - 1;
  const [chosen, setIndex] = useState<number | null>(null);
  const index = Math.min(chosen ?? lastMeasured(shown), last);
  const zoom = useCallback(
    (period: Period) => change({ ...searchOfPeriod(period, format.timeZone), interval: undefined }),
    [change, format.timeZone],
  );
  const holder = useLinePlot({ shown, shape, index, onIndex: setIndex, onMark: zoom });
  const at = series[0]?.points[index]?.at;
  if (at === undefined) return <p>{t('trends.nothing')}</p>;
  return (
    <div className={styles.chart}>
      <Readout shown={shown} index={index} />
      <div ref={holder} className={styles.plot} role="img" aria-label={t('trends.chartLabel')} />
      <div className={styles.slider}>
        <PlotSlider
          index={index}
          last={last}
          text={`${intervalText(at, interval, format)}${dayText(shown, index, words)}: ${spokenValues(shown, index, tag)}`}
          onIndex={setIndex}
          onMark={(from, to) => {
            const [start, end] = [series[0]?.points[from]?.at, series[0]?.points[to]?.at];
            if (start !== undefined && end !== undefined)
              zoom({ from: start, to: endOfInterval(end, interval, format.timeZone) });
          }}
        />
      </div>
    </div>
  );
}

interface LinePlotProps extends Pick<LineChartProps, 'shown' | 'shape'> {
  /** Point of the cursor. */
  readonly index: number;
  readonly onIndex: (index: number) => void;
  readonly onMark: (period: Period) => void;
}

/** Draws the chart in the element of the reference, with its cursor at a point. */
function useLinePlot({ shown, shape, index, onIndex, onMark }: LinePlotProps) {
  const { tag } = useWords();
  const { question, series, compared } = shown;
  const { interval, format, selection, target } = question;
  const make = useCallback(
    () =>
      linePlot({
        series,
        compared,
        shape,
        interval,
        format,
        valueText: (value) => measureValue(value, selection.measure, tag),
        top: axisTop(selection.measure),
        target,
        onHover: (at) => at !== null && onIndex(at),
        onMark,
      }),
    [series, compared, shape, interval, format, selection, target, tag, onIndex, onMark],
  );
  const { holder, chart } = usePlot(make, height);
  useEffect(() => {
    const plot = chart.current;
    const x = plot?.data[0][index];
    if (plot && x !== undefined && plot.cursor.idx !== index)
      plot.setCursor({ left: plot.valToPos(x, 'x'), top: 1 }, false);
  }, [chart, index, make]);
  return holder;
}

const lastMeasured = ({ series }: Shown): number =>
  Math.max(0, ...series.map(({ points }) => points.findLastIndex(({ value }) => value !== null)));

function spokenValues({ series, question }: Shown, index: number, language: string): string {
  const texts = series.map(({ name, points }) => {
    const { value = null, coverage = null } = points[index] ?? {};
    const shown = value === null ? '–' : measureValue(value, question.selection.measure, language);
    return `${name} ${shown} (${coverage === null ? '–' : percent(coverage, language)})`;
  });
  return texts.join(', ');
}

/** Holidays and events of an interval; empty without them. */
function dayText({ series }: Shown, index: number, words: Words): string {
  const text = specialDaysText(
    series.flatMap(({ points }) => points[index]?.specialDays ?? []),
    words,
  );
  return text === '' ? '' : ` · ${text}`;
}

/** The values of one interval with their coverage; also the legend. */
function Readout({ shown, index }: { shown: Shown; index: number }) {
  const words = useWords();
  const { series, compared, question } = shown;
  const at = series[0]?.points[index]?.at;
  if (at === undefined) return null;
  return (
    <div className={styles.readout}>
      <b>{intervalText(at, question.interval, question.format)}</b>
      <span>{dayText(shown, index, words)}</span>
      <ul>
        {series.map(({ key, name, points }, i) => (
          <li key={key}>
            <Swatch index={i} />
            <span className={styles.name}>{name}</span>{' '}
            <PointText point={points[index]} question={question} />
            {compared[i] && <Before point={compared[i][index]} question={question} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Before(props: Parameters<typeof PointText>[0]) {
  const { t } = useWords();
  return (
    <span className={styles.soft}>
      {' · '}
      {t(`trends.compares.${props.question.search.compare ?? 'none'}`)}: <PointText {...props} />
    </span>
  );
}
