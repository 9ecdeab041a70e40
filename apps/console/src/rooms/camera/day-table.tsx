import { percent } from '../../format/numbers.ts';
import { timeOfDay } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { dayValue, lastMeasured, type DayCurve, type DayViewProps } from './day-chart.tsx';
import styles from './day.module.css';
import type { DayMeasure } from './day-measures.ts';

/** Measures whose highest slot is shown. */
const hasPeak = (measure: DayMeasure): boolean => measure === 'presence' || measure === 'stopped';

/** The values of the chart as a table, up to the last measurement. */
export function DayTable(props: DayViewProps) {
  const { t } = useWords();
  const { curves, measure } = props;
  const series = curves[0]?.series;
  const last = lastMeasured(curves);
  if (!series || last < 0) return <p className={styles.readout}>{t('day.noData')}</p>;
  return (
    <div className={styles.tableBox} tabIndex={0} role="region" aria-label={t('day.chartLabel')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('day.from')}</th>
            {curves.map(({ name }, at) => (
              <th key={at} scope="col">
                {name === undefined ? t(`day.${measure}`) : t('day.perHour', { value: name })}
              </th>
            ))}
            {hasPeak(measure) && <th scope="col">{t('day.peak')}</th>}
            <th scope="col">{t('day.coverage')}</th>
          </tr>
        </thead>
        <tbody>
          {series.at.slice(0, last + 1).map((at, index) => (
            <QuarterRow key={at} {...props} index={index} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function QuarterRow({ curves, measure, timeZone, index }: DayViewProps & { index: number }) {
  const { tag } = useWords();
  const series = curves[0]?.series;
  if (!series) return null;
  const isExpected = series.expected[index] === true;
  const at = (series.at[index] ?? 0) * 1_000;
  return (
    <tr data-state={rowState(curves, index, isExpected)}>
      <th scope="row">{timeOfDay(at, { language: tag, timeZone })}</th>
      {curves.map((curve, position) => (
        <ValueCell key={position} curve={curve} measure={measure} index={index} />
      ))}
      {hasPeak(measure) && <td>{series.peaks[index] ?? '–'}</td>}
      <td>{isExpected ? percent(series.coverage[index] ?? 0, tag) : '–'}</td>
    </tr>
  );
}

function ValueCell({ curve, measure, index }: { curve: DayCurve; measure: DayMeasure; index: number }) {
  const { t, tag } = useWords();
  const value = curve.series.values[index] ?? null;
  if (value !== null) return <td>{dayValue(value, measure, tag)}</td>;
  return <td>{t(curve.series.expected[index] ? 'search.notMeasured' : 'day.notExpected')}</td>;
}

function rowState(
  curves: readonly DayCurve[],
  index: number,
  isExpected: boolean,
): 'measured' | 'gap' | 'not-expected' {
  if (curves.some(({ series }) => (series.values[index] ?? null) !== null)) return 'measured';
  return isExpected ? 'gap' : 'not-expected';
}
