import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import type { ModelBinding, ModelScope } from '@vialog/contracts';
import { useWords } from '../../language/language.ts';
import { LoadingNotice } from '../../shell/notices.tsx';
import { Section } from '../../shell/section.tsx';
import { draftOf, inputOf, scopeOfDraft } from './binding-draft.ts';
import { BindingFields } from './binding-fields.tsx';
import { focusFirstField } from './focus-first-field.ts';
import { searchOf } from '../../models/models-search.ts';
import styles from './models.module.css';
import { useBoundModel } from './use-bound-model.ts';
import type { TakeStep } from './use-take-step.ts';

interface BindingFormProps {
  /** undefined: the form has fields for it. */
  readonly scope: ModelScope | undefined;
  readonly take: TakeStep;
}

/** Binds a model to a scope, or another one. */
export function BindingForm(props: BindingFormProps) {
  const bound = useBoundModel(props.scope);
  if (bound.isPending) return <LoadingNotice />;
  return <LoadedForm {...props} bound={bound.model} percent={bound.percent} />;
}

interface LoadedFormProps extends BindingFormProps {
  readonly bound: ModelBinding | undefined;
  readonly percent: number | undefined;
}

function LoadedForm({ scope, take, bound, percent }: LoadedFormProps) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() => draftOf(scope ?? { kind: 'tag', id: '' }, bound, percent));
  const chosen = scopeOfDraft(draft);
  const { model: current } = useBoundModel(chosen);
  const input = inputOf(draft, current);
  const { camera } = useSearch({ from: '/models' });
  const close = (search = {}) => void navigate({ to: '/models', search: { camera, ...search } });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!input) return;
    take.mutate({ kind: 'bind', body: input }, { onSuccess: () => close(searchOf(input.scope)) });
  };
  return (
    <Section title={t(bound ? 'models.changeModel' : 'models.bindModel')}>
      <form ref={focusFirstField} className={styles.form} onSubmit={submit} noValidate>
        <BindingFields draft={draft} change={(fields) => setDraft({ ...draft, ...fields })} />
        <div className={styles.actions}>
          <Button type="submit" size="sm" loading={take.isPending} disabled={!input}>
            {t('models.bind')}
          </Button>
          <Button size="sm" variant="default" onClick={() => close()}>
            {t('models.cancel')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
