import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { modelBindingsQuery } from '../../api/models.ts';
import form from '../../forms/camera-form.module.css';
import { useWords } from '../../language/language.ts';
import { ScopeName } from '../../models/scope-name.tsx';
import { Failure } from '../../shell/failure.tsx';
import { ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { BindingForm } from './binding-form.tsx';
import { BindingList } from './binding-list.tsx';
import { CameraModel } from './camera-model.tsx';
import { DoubtfulCameras } from './doubtful-cameras.tsx';
import { ModelList } from './model-list.tsx';
import { scopeOf } from '../../models/models-search.ts';
import styles from './models.module.css';
import { StepHistory } from './step-history.tsx';
import { UnbindForm } from './unbind-form.tsx';
import { useTakeStep, type TakeStep } from './use-take-step.ts';

/** Which model counts where, and every step that led there. */
export function ModelsRoom() {
  const { t } = useWords();
  usePageTitle(t('models.title'));
  const search = useSearch({ from: '/models' });
  const bindings = useQuery(modelBindingsQuery);
  const take = useTakeStep();
  if (bindings.isPending) return <LoadingNotice />;
  if (!bindings.data)
    return <ErrorNotice isPage error={bindings.error} onRetry={() => void bindings.refetch()} />;
  const scope = scopeOf(search);
  const key = JSON.stringify(scope);
  return (
    <div className={form.room}>
      <h1 className={form.title}>{t('models.title')}</h1>
      <p className={form.lead}>{t('models.about')}</p>
      <Outcome take={take} />
      <div className={styles.sections}>
        {search.act === 'bind' && <BindingForm key={key} scope={scope} take={take} />}
        {search.act === 'unbind' && scope && <UnbindForm key={key} scope={scope} take={take} />}
        <BindingList bindings={bindings.data} take={take} />
        <DoubtfulCameras />
        <CameraModel bindings={bindings.data} />
        <ModelList />
        <StepHistory scope={scope} take={take} />
      </div>
    </div>
  );
}

/** What the last step changed, or why it was rejected. It stays in view and gets the focus. */
function Outcome({ take }: { take: TakeStep }) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (take.isSuccess || take.isError) box.current?.focus();
  }, [take.isSuccess, take.isError, take.submittedAt]);
  if (!take.isSuccess && !take.isError) return null;
  return (
    <div ref={box} tabIndex={-1} className={styles.outcome}>
      <Failure error={take.error} />
      {take.data && (
        <p role="status">
          <b>{t(`models.done.${take.data.step.action}`)}</b>
          {' · '}
          <ScopeName source={take.data.step.scope} />
          {' · '}
          {t('models.changed', { count: take.data.cameras })}
        </p>
      )}
    </div>
  );
}
