import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ModelScope, ModelStep } from '@vialog/contracts';
import { modelStepsQuery } from '../../api/models.ts';
import form from '../../forms/camera-form.module.css';
import { useWords } from '../../language/language.ts';
import { ModelName } from '../../models/model-name.tsx';
import { ScopeName, useScopeName } from '../../models/scope-name.tsx';
import { ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { Section } from '../../shell/section.tsx';
import styles from './models.module.css';
import { newestOfScopes } from './newest-steps.ts';
import { StepFacts } from './step-facts.tsx';
import { useRollBack, type TakeStep } from './use-take-step.ts';

interface StepHistoryProps {
  /** undefined: every scope. */
  readonly scope: ModelScope | undefined;
  readonly take: TakeStep;
}

/** Every step, newest first, of all scopes or of the selected one. */
export function StepHistory({ scope, take }: StepHistoryProps) {
  const { t } = useWords();
  const steps = useInfiniteQuery(modelStepsQuery(scope));
  return (
    <div id="history" className={styles.anchor}>
      <Section title={t('models.history')} aside={scope && <AllSteps scope={scope} />}>
        {steps.isPending && <LoadingNotice />}
        {steps.isError && <ErrorNotice error={steps.error} onRetry={() => void steps.refetch()} />}
        {steps.data && <Steps steps={steps.data.pages.flatMap(({ items }) => items)} take={take} />}
        {steps.hasNextPage && (
          <Button
            size="xs"
            variant="default"
            loading={steps.isFetchingNextPage}
            onClick={() => void steps.fetchNextPage()}
          >
            {t('models.earlier')}
          </Button>
        )}
      </Section>
    </div>
  );
}

function AllSteps({ scope }: { scope: ModelScope }) {
  const { t } = useWords();
  const name = useScopeName(scope);
  return (
    <span>
      {t('models.onlyOf', { name })}{' '}
      <Link to="/models" search={{}} hash="history">
        {t('models.allSteps')}
      </Link>
    </span>
  );
}

function Steps({ steps, take }: { steps: readonly ModelStep[]; take: TakeStep }) {
  const { t } = useWords();
  const newest = newestOfScopes(steps);
  if (steps.length === 0) return <p className={form.hint}>{t('models.noSteps')}</p>;
  return (
    <ol className={styles.rows}>
      {steps.map((step) => (
        <StepRow key={step.stepId} step={step} take={newest.has(step.stepId) ? take : undefined} />
      ))}
    </ol>
  );
}

/** @param props `take`: only where the step can be undone */
function StepRow({ step, take }: { step: ModelStep; take: TakeStep | undefined }) {
  const { t } = useWords();
  const { action, scope, model, before } = step;
  return (
    <li className={styles.row} data-step={action}>
      <div className={styles.what}>
        <span className={styles.action}>{t(`models.action.${action}`)}</span>
        <ScopeName source={scope} />
        <span>{model ? <ModelName model={model} /> : t('models.noModel')}</span>
        {before && (
          <span className={styles.before}>
            {t('models.before')} <ModelName model={before} />
          </span>
        )}
      </div>
      <StepFacts step={step} />
      {take && <RollBackButton step={step} take={take} />}
    </li>
  );
}

function RollBackButton({ step, take }: { step: ModelStep; take: TakeStep }) {
  const { t } = useWords();
  const rollBack = useRollBack(take);
  return (
    <div className={styles.actions}>
      <Button size="xs" variant="default" disabled={take.isPending} onClick={() => rollBack(step)}>
        {t('models.rollBack')}
      </Button>
    </div>
  );
}
