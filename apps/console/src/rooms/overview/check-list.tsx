import type { AttentionCheck } from '@vialog/contracts';
import { wholeNumber } from '../../format/numbers.ts';
import { ageText } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { useNow } from '../../live/use-now.ts';
import { Section } from '../../shell/section.tsx';
import styles from './overview.module.css';

/** What was checked, how many things, and when. */
export function CheckList({ checks }: { checks: readonly AttentionCheck[] }) {
  const { t } = useWords();
  return (
    <Section title={t('overview.checks')}>
      <ul className={styles.checks}>
        {checks.map((check) => (
          <CheckRow key={check.kind} check={check} />
        ))}
      </ul>
    </Section>
  );
}

function CheckRow({ check: { kind, isChecked, checkedAt, checked } }: { check: AttentionCheck }) {
  const { t, tag } = useWords();
  const now = useNow();
  const age = checkedAt === undefined ? '' : ageText(Math.max(0, now - Date.parse(checkedAt)), t);
  const state = isChecked ? 'overview.checked' : 'overview.notChecked';
  return (
    <li className={styles.check} data-checked={isChecked}>
      <svg viewBox="0 0 16 16" width={14} height={14} aria-hidden="true">
        <path d={isChecked ? tick : dash} fill="none" stroke="currentColor" strokeWidth="2" />
      </svg>
      <span>{t(`overview.kind.${kind}`)}</span>
      <span className={styles.soft}>
        {t(`overview.checkedThings.${kind}`, { count: checked, number: wholeNumber(checked, tag) })}
      </span>
      <span className={styles.soft}>
        {checkedAt === undefined ? t('overview.neverChecked') : t(state, { age })}
      </span>
    </li>
  );
}

const tick = 'M2.500 8.500l3.500 3.500l7.500-8';
const dash = 'M3 8h10';
