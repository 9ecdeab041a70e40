import { useQuery } from '@tanstack/react-query';
import type { ComparedPeriod, TrendComparison } from '@vialog/contracts';
import { comparisonQuery } from '../../api/trends.ts';
import { percent, wholeNumber } from '../../format/numbers.ts';
import { dayMonthYear } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { Section } from '../../shell/section.tsx';
import { CoverageMark } from '../../trends/coverage-mark.tsx';
import { differenceValue, measureValue } from '../../trends/measure-value.ts';
import { comparedPeriod } from './period.ts';
import styles from './trends-room.module.css';
import type { Question } from './use-trends.ts';

type Compared = TrendComparison['series'][number];

/** Whether the measure changed between two periods, as sentences with their uncertainty. */
export function ComparisonSection({ question, compare }: { question: Question; compare: 'before' | 'year' }) {
  const { t } = useWords();
  const { selection, period, format, minCoverage, holidays } = question;
  const other = comparedPeriod(period, compare, format.timeZone);
  const before = { from: other.from, to: Math.min(other.to, period.from) };
  const comparison = useQuery(comparisonQuery(selection, { before, after: period, minCoverage, holidays }));
  const { data } = comparison;
  return (
    <Section title={t('trends.comparison')}>
      {comparison.isPending && <LoadingNotice />}
      {comparison.error && <ErrorNotice error={comparison.error} onRetry={() => void comparison.refetch()} />}
      {data && (
        <ul className={styles.list}>
          {data.series.map((one) => (
            <li key={one.key}>
              <p className={styles.sentence}>
                <Sentence of={one} question={question} minDays={data.minDays} />
              </p>
              <PeriodNote name={t(`trends.compares.${compare}`)} of={one.before} question={question} />
              <PeriodNote name={t('trends.thisPeriod')} of={one.after} question={question} />
            </li>
          ))}
        </ul>
      )}
      <p className={styles.hint}>{t('trends.comparisonHint')}</p>
    </Section>
  );
}

function Sentence({ of, question, minDays }: { of: Compared; question: Question; minDays: number }) {
  const { t, tag } = useWords();
  const { measure } = question.selection;
  const { name, verdict, difference, relative, interval, effectSize } = of;
  const words = { name, measure: t(`trends.measures.${question.measure}`) };
  if (verdict === 'too_little' || difference === null || !interval)
    return t('trends.verdict.too_little', { ...words, days: minDays });
  const unit = measure === 'occupancy' ? t('trends.points') : '';
  const amount = (value: number) => differenceValue(value, measure, tag) + unit;
  const share = relative === null ? '' : t('trends.relative', { percent: percent(Math.abs(relative), tag) });
  return (
    <>
      <b>
        {t(`trends.verdict.${verdict}`, {
          ...words,
          amount: amount(Math.abs(difference)).replace('+', ''),
          share,
        })}
      </b>{' '}
      {t('trends.range', { low: amount(interval.low), high: amount(interval.high) })}{' '}
      {effectSize !== null &&
        t('trends.effect', {
          size: new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }).format(effectSize),
        })}
    </>
  );
}

function PeriodNote({ name, of, question }: { name: string; of: ComparedPeriod; question: Question }) {
  const { t, tag } = useWords();
  const { format, selection } = question;
  return (
    <span className={styles.cellNote}>
      {name}: {dayMonthYear(Date.parse(of.from), format)} – {dayMonthYear(Date.parse(of.to) - 1, format)}
      {' · '}
      {of.value === null ? '–' : measureValue(of.value, selection.measure, tag)}
      {' · '}
      {t('trends.days', { count: of.days, number: wholeNumber(of.days, tag) })}{' '}
      <CoverageMark coverage={of.coverage} />
    </span>
  );
}
