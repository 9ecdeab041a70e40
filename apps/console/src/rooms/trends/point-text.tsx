import { percent, wholeNumber } from '../../format/numbers.ts';
import { useWords, type Words } from '../../language/language.ts';
import { measureValue } from '../../trends/measure-value.ts';
import { reasonsOf, type ChartPoint } from './trend-parts.ts';
import styles from './trends-room.module.css';
import type { Question } from './use-trends.ts';

/** A value with its coverage, or why it is missing or left out. */
export function PointText({ point, question }: { point: ChartPoint | undefined; question: Question }) {
  const { t, tag } = useWords();
  if (!point || point.expected === 0) return <span className={styles.soft}>{t('day.notExpected')}</span>;
  const { value, counts } = point;
  const shown =
    value === null ? t('search.notMeasured') : measureValue(value, question.selection.measure, tag);
  return (
    <>
      <b>{shown}</b>{' '}
      <span className={styles.soft}>
        {t('trends.measured', { percent: percent(point.coverage ?? 0, tag) })}
      </span>
      {!counts && (
        <span className={styles.left}>
          {' '}
          {t('trends.leftOutBecause', { reasons: reasonsText(point, { t, tag }) })}
        </span>
      )}
    </>
  );
}

/** Reasons with their numbers of intervals, such as "offline 120, too dark 3". */
export function reasonsText(
  part: Parameters<typeof reasonsOf>[0],
  { t, tag }: Pick<Words, 't' | 'tag'>,
): string {
  return reasonsOf(part)
    .slice(0, 3)
    .map(([reason, slots]) => `${t(`reason.${reason}`)} ${wholeNumber(slots, tag)}`)
    .join(t('trends.and'));
}
