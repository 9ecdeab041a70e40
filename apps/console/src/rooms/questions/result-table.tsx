import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReportTable } from '@vialog/contracts';
import { percent, wholeNumber } from '../../format/numbers.ts';
import { useWords } from '../../language/language.ts';
import { unitValue } from './unit-value.ts';
import styles from './questions.module.css';

type Cell = ReportTable['rows'][number][number];
type ColumnKind = ReportTable['columns'][number]['kind'];

/** Rows that are shown at first. */
const shownRows = 30;

/** A table of the result; long ones are shown in steps. */
export function ResultTable({ table: { title, columns, rows } }: { table: ReportTable }) {
  const { t, tag } = useWords();
  const [count, setCount] = useState(shownRows);
  if (rows.length === 0) return <p className={styles.about}>{t('questions.noRows')}</p>;
  const left = rows.length - count;
  return (
    <>
      <div
        className={styles.scroll}
        tabIndex={0}
        role="region"
        aria-label={t('questions.tableOf', { title })}
      >
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map(({ label, kind }) => (
                <th key={label} scope="col" data-text={kind === 'text' || undefined}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, count).map((row, i) => (
              <tr key={i}>
                {columns.map(({ label, kind }, column) => (
                  <td key={label} data-text={kind === 'text' || undefined}>
                    {cellText(row[column] ?? null, kind, tag)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {left > 0 && (
        <Button size="xs" variant="default" onClick={() => setCount(count + 100)}>
          {t('trends.moreRows', { number: wholeNumber(left, tag) })}
        </Button>
      )}
    </>
  );
}

function cellText(value: Cell, kind: ColumnKind, language: string): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  if (kind === 'percent') return percent(value, language);
  return kind === 'count' ? wholeNumber(value, language) : unitValue(value, '', language);
}
