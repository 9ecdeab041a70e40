import { oneDecimal, percent } from '../../format/numbers.ts';
import { timeOfDay } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import type { DayViewProps } from './day-chart.tsx';
import styles from './day.module.css';

/** The values of the chart as a table, up to the last measurement. Occupancy has no peak. */
export function DayTable(props: DayViewProps) {
  const { t } = useWords();
  const { series, measure } = props;
  const last = series.values.findLastIndex((value) => value !== null);
  if (last < 0) return <p className={styles.readout}>{t('day.noData')}</p>;
  return (
    <div className={styles.tableBox} tabIndex={0} role="region" aria-label={t('day.chartLabel')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('day.from')}</th>
            <th scope="col">{t(measure === 'occupancy' ? 'day.occupancy' : 'day.presence')}</th>
            {measure === 'presence' && <th scope="col">{t('day.peak')}</th>}
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

function QuarterRow({ series, measure, timeZone, index }: DayViewProps & { index: number }) {
  const { t, tag } = useWords();
  const format = (value: number) => (measure === 'occupancy' ? percent(value, tag) : oneDecimal(value, tag));
  const value = series.values[index] ?? null;
  const isExpected = series.expected[index] === true;
  const at = (series.at[index] ?? 0) * 1_000;
  return (
    <tr data-state={rowState(value, isExpected)}>
      <th scope="row">{timeOfDay(at, { language: tag, timeZone })}</th>
      <td>{value === null ? t(isExpected ? 'search.notMeasured' : 'day.notExpected') : format(value)}</td>
      {measure === 'presence' && <td>{series.peaks[index] ?? '–'}</td>}
      <td>{isExpected ? percent(series.coverage[index] ?? 0, tag) : '–'}</td>
    </tr>
  );
}

function rowState(value: number | null, isExpected: boolean): 'measured' | 'gap' | 'not-expected' {
  if (value !== null) return 'measured';
  return isExpected ? 'gap' : 'not-expected';
}
