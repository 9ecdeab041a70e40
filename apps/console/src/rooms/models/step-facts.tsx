import type { ModelStep } from '@vialog/contracts';
import { automaticAuthor } from '@vialog/contracts/vocabulary';
import { fullTime } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { ServerText } from '../../shell/server-text.tsx';
import styles from './models.module.css';

/** When a step was taken, by whom and why. */
export function StepFacts({ step: { takenAt, by, why, canary } }: { step: ModelStep }) {
  const { t, tag } = useWords();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <p className={styles.soft}>
      {canary && <strong>{t('models.canaryOf', { percent: canary.percent })}</strong>}
      <time dateTime={takenAt}>{fullTime(Date.parse(takenAt), { language: tag, timeZone })}</time>
      <span>{by}</span>
      {by === automaticAuthor ? (
        <ServerText of={why} className={styles.why} />
      ) : (
        <span className={styles.why}>{why === '' ? t('models.noReason') : why}</span>
      )}
    </p>
  );
}
