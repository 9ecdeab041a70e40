import { oneDecimal, percent } from '../../format/numbers.ts';
import { timeOfDay } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import type { DayShapeProps } from './day-chart.tsx';
import styles from './day.module.css';

/** The same day as numbers; what was not measured says so. */
export function DayTable({ series, measure, timeZone }: DayShapeProps) {
  const { t, tag } = useWords();
  const last = series.values.findLastIndex((value) => value !== null);
  const rows = series.at.slice(0, last + 1).map((at, index) => ({ at, index }));
  const shown = (value: number) => (measure === 'occupancy' ? percent(value, tag) : oneDecimal(value, tag));
  if (rows.length === 0) return <p className={styles.readout}>{t('day.noData')}</p>;
  return (
    <div className={styles.tableBox} tabIndex={0} role="region" aria-label={t('day.chartLabel')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('day.from')}</th>
            <th scope="col">{t(measure === 'occupancy' ? 'day.occupancy' : 'day.presence')}</th>
            <th scope="col">{t('day.peak')}</th>
            <th scope="col">{t('day.coverage')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, index }) => {
            const value = series.values[index] ?? null;
            return (
              <tr key={at} data-gap={value === null || undefined}>
                <th scope="row">{timeOfDay(at * 1_000, { language: tag, timeZone })}</th>
                <td>{value === null ? t('search.notMeasured') : shown(value)}</td>
                <td>{series.peaks[index] ?? '–'}</td>
                <td>{percent(series.coverage[index] ?? 0, tag)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
