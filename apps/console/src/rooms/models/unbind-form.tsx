import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import type { ModelScope } from '@vialog/contracts';
import { useWords } from '../../language/language.ts';
import { useScopeName } from '../../models/scope-name.tsx';
import { Section } from '../../shell/section.tsx';
import { focusFirstField } from './focus-first-field.ts';
import { searchOf } from '../../models/models-search.ts';
import styles from './models.module.css';
import { ReasonField } from './reason-field.tsx';
import type { TakeStep } from './use-take-step.ts';

/** Removes the binding of a scope. */
export function UnbindForm({ scope, take }: { scope: ModelScope; take: TakeStep }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [why, setWhy] = useState('');
  const name = useScopeName(scope);
  const { camera } = useSearch({ from: '/models' });
  const close = () => void navigate({ to: '/models', search: { camera, ...searchOf(scope) } });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (why.trim() === '') return;
    take.mutate({ kind: 'unbind', body: { scope, why: why.trim() } }, { onSuccess: close });
  };
  return (
    <Section title={t('models.unbindFrom', { name })}>
      <form ref={focusFirstField} className={styles.form} onSubmit={submit} noValidate>
        <p>{t('models.unbindEffect')}</p>
        <div className={styles.fields}>
          <ReasonField value={why} onChange={setWhy} />
        </div>
        <div className={styles.actions}>
          <Button type="submit" size="sm" loading={take.isPending} disabled={why.trim() === ''}>
            {t('models.unbind')}
          </Button>
          <Button size="sm" variant="default" onClick={close}>
            {t('models.cancel')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
