import { useWords } from '../../language/language.ts';
import styles from './step-list.module.css';
import type { Wizard } from './use-wizard.ts';
import { wizardSteps } from './wizard-session.ts';

/** The steps of the wizard; each can be opened at any time. */
export function StepList({ wizard }: { wizard: Wizard }) {
  const { t } = useWords();
  return (
    <nav aria-label={t('wizard.steps')}>
      <ol className={styles.steps}>
        {wizardSteps.map((step, index) => (
          <li key={step}>
            <button
              type="button"
              className={styles.step}
              aria-current={step === wizard.step ? 'step' : undefined}
              data-invalid={wizard.invalidSteps.has(step) || undefined}
              onClick={() => wizard.open(step)}
            >
              <span className={styles.number}>{index + 1}</span>
              {t(`wizard.step.${step}`)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
