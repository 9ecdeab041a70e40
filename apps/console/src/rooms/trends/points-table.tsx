import { Button } from '@mantine/core';
import { useState } from 'react';
import { percent } from '../../format/numbers.ts';
import { useWords } from '../../language/language.ts';
import { measureValue } from '../../trends/measure-value.ts';
import { intervalText } from './interval-text.ts';
import { specialDaysText } from '../../trends/special-day-text.ts';
import type { ChartPoint } from './trend-parts.ts';
import type { Shown } from './use-shown.ts';
import styles from './trends-room.module.css';

/** Rows that are added at once. */
const rowsAtOnce = 300;

/** The numbers of the chart as a table. */
export function PointsTable({ shown }: { shown: Shown }) {
  const { t } = useWords();
  const { question, series, compared } = shown;
  const [rows, setRows] = useState(rowsAtOnce);
  const points = series[0]?.points ?? [];
  return (
    <>
      <div
        className={styles.tableBox}
        data-tall
        tabIndex={0}
        role="region"
        aria-label={t('trends.views.table')}
      >
        <table className={styles.table}>
          <Head shown={shown} />
          <tbody>
            {points.slice(0, rows).map(({ at }, row) => (
              <tr key={at}>
                <th scope="row">
                  {intervalText(at, question.interval, question.format)}
                  <DayNote shown={shown} row={row} />
                </th>
                {series.flatMap(({ key, points: own }, i) => [
                  <ValueCell key={key} shown={shown} point={own[row]} />,
                  <CoverageCell key={`${key} coverage`} point={own[row]} />,
                  ...(compared[i]
                    ? [<ValueCell key={`${key} before`} shown={shown} point={compared[i][row]} />]
                    : []),
                ])}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows < points.length && (
        <Button size="xs" variant="default" onClick={() => setRows(rows + rowsAtOnce)}>
          {t('trends.moreRows', { number: points.length - rows })}
        </Button>
      )}
    </>
  );
}

function DayNote({ shown: { series }, row }: { shown: Shown; row: number }) {
  const words = useWords();
  const days = series.flatMap(({ points }) => points[row]?.specialDays ?? []);
  return days.length === 0 ? null : <span className={styles.cellNote}>{specialDaysText(days, words)}</span>;
}

function Head({ shown: { question, series, compared } }: { shown: Shown }) {
  const { t } = useWords();
  const before = t(`trends.compares.${question.search.compare ?? 'none'}`);
  return (
    <thead>
      <tr>
        <th scope="col">{t('trends.column.interval')}</th>
        {series.flatMap(({ key, name }, i) => [
          <th key={key} scope="col">
            {name}
          </th>,
          <th key={`${key} coverage`} scope="col">
            {t('trends.column.coverage')}
          </th>,
          ...(compared[i] ? [<th key={`${key} before`} scope="col">{`${name}, ${before}`}</th>] : []),
        ])}
      </tr>
    </thead>
  );
}

function ValueCell({ shown, point }: { shown: Shown; point: ChartPoint | undefined }) {
  const { t, tag } = useWords();
  if (!point || point.expected === 0) return <td className={styles.soft}>{t('day.notExpected')}</td>;
  if (point.value === null) return <td data-left>{t('search.notMeasured')}</td>;
  return (
    <td data-left={!point.counts || undefined}>
      {measureValue(point.value, shown.question.selection.measure, tag)}
    </td>
  );
}

function CoverageCell({ point }: { point: ChartPoint | undefined }) {
  const { t, tag } = useWords();
  if (!point || point.coverage === null) return <td className={styles.soft}>–</td>;
  return (
    <td data-left={!point.counts || undefined}>
      {percent(point.coverage, tag)}
      {!point.counts && <span className={styles.cellNote}>{t('trends.leftOut')}</span>}
    </td>
  );
}
