import { percent } from '../format/numbers.ts';
import { useWords } from '../language/language.ts';
import styles from './trends.module.css';

/** How completely something was measured, as a bar and in words. */
export function CoverageMark({ coverage }: { coverage: number | null }) {
  const { t, tag } = useWords();
  if (coverage === null) return <span className={styles.coverage}>{t('day.notExpected')}</span>;
  return (
    <span className={styles.coverage}>
      <svg viewBox="0 0 40 6" width="40" height="6" aria-hidden="true">
        <rect width="40" height="6" fill="var(--ratio-rest)" />
        <rect width={40 * coverage} height="6" fill={coverage < 0.8 ? 'var(--warn)' : 'var(--ok)'} />
      </svg>
      {t('trends.measured', { percent: percent(coverage, tag) })}
    </span>
  );
}
