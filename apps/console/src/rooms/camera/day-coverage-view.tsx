import { percent, wholeNumber } from '../../format/numbers.ts';
import { timeOfDay, type TimeFormat } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import styles from './day.module.css';
import type { DayCoverage, HourCoverage } from './day-series.ts';

/** Coverage of the day: a strip of hours, the total, and the reasons for gaps. */
export function DayCoverageView({ coverage, timeZone }: { coverage: DayCoverage; timeZone: string }) {
  const { t, tag } = useWords();
  const due = coverage.expected - coverage.pending;
  if (coverage.expected === 0) return <p className={styles.covered}>{t('coverage.none')}</p>;
  const words = {
    percent: percent(due === 0 ? 1 : coverage.measured / due, tag),
    measured: wholeNumber(coverage.measured, tag),
    expected: wholeNumber(due, tag),
  };
  return (
    <div className={styles.covered}>
      <p>
        <b>{t('coverage.title')}</b> {t('coverage.measured', words)}
      </p>
      <ol className={styles.hours} aria-label={t('coverage.byHour')}>
        {coverage.hours.map((hour) => (
          <Hour key={hour.at} hour={hour} format={{ language: tag, timeZone }} />
        ))}
      </ol>
      {coverage.reasons.length > 0 && (
        <p className={styles.reasons}>
          {coverage.reasons.map(([reason, slots]) => (
            <span key={reason}>
              {t(`reason.${reason}`)} <b>{wholeNumber(slots, tag)}</b>
            </span>
          ))}
        </p>
      )}
    </div>
  );
}

function Hour({ hour, format }: { hour: HourCoverage; format: TimeFormat }) {
  const { t, tag } = useWords();
  const due = hour.expected - hour.pending;
  const ratio = due > 0 ? hour.measured / due : undefined;
  const from = timeOfDay(hour.at, format);
  const text =
    ratio === undefined
      ? t('coverage.hourNone', { from })
      : t('coverage.hour', { from, percent: percent(ratio, tag) });
  return (
    <li className={styles.hour} title={text}>
      <svg viewBox="0 0 10 20" preserveAspectRatio="none" aria-hidden="true">
        {ratio === undefined ? (
          <rect y="18" width="10" height="2" fill="var(--line)" />
        ) : (
          <>
            <rect width="10" height="20" fill={ratio < 1 ? 'var(--hatch)' : 'none'} />
            <rect y={20 - ratio * 20} width="10" height={ratio * 20} fill="var(--ratio)" />
            {ratio < 0.95 && <rect width="10" height="2.500" fill="var(--bad)" />}
          </>
        )}
      </svg>
      <span className="visually-hidden">{text}</span>
    </li>
  );
}
