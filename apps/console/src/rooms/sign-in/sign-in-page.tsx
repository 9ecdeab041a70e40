import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { meQuery } from '../../api/queries.ts';
import { useWords } from '../../language/language.ts';
import { ChoiceMenu } from '../../shell/choice-menu.tsx';
import { errorText } from '../../shell/error-text.ts';
import { Wordmark } from '../../shell/wordmark.tsx';
import { secretOf, signIn } from '../../api/session.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import styles from './sign-in.module.css';

export function SignInPage({ failure }: { failure: Error | undefined }) {
  const { t } = useWords();
  usePageTitle(t('signIn.title'));
  return (
    <div className={styles.page}>
      <main className={styles.card}>
        <h1 className={styles.title}>
          <Wordmark />
        </h1>
        <p className={styles.lead}>{t('signIn.lead')}</p>
        <SignInForm failure={failure} />
        <p className={styles.hint}>{t('signIn.hint')}</p>
      </main>
      <div className={styles.choices}>
        <ChoiceMenu />
      </div>
    </div>
  );
}

function SignInForm({ failure }: { failure: Error | undefined }) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [pasted, setPasted] = useState('');
  const attempt = useMutation({
    mutationFn: () => signIn(secretOf(pasted)),
    onSuccess: () => queries.resetQueries({ queryKey: meQuery.queryKey }),
  });
  const shown = attempt.error ?? (attempt.isIdle ? failure : undefined);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (pasted.trim() !== '') attempt.mutate();
  };
  return (
    <form onSubmit={submit} className={styles.form}>
      <PasswordInput
        label={t('signIn.secret')}
        value={pasted}
        onChange={(event) => setPasted(event.currentTarget.value)}
        error={shown ? errorText(shown, t) : undefined}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.show'), tabIndex: 0 }}
        autoComplete="off"
        size="md"
      />
      <Button type="submit" size="md" loading={attempt.isPending} fullWidth>
        {t('signIn.submit')}
      </Button>
    </form>
  );
}
