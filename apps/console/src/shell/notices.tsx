import { Button, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { ApiError } from '../api/call.ts';
import { useWords } from '../language/language.ts';
import { errorText, serverSentences } from './error-text.ts';
import styles from './notices.module.css';
import { ServerText } from './server-text.tsx';

export function LoadingNotice() {
  const { t } = useWords();
  return (
    <div className={styles.middle} role="status">
      <Loader size="sm" color="var(--accent)" />
      <span>{t('shell.loading')}</span>
    </div>
  );
}

/** An error with its reference and a retry button. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useWords();
  const id = error instanceof ApiError ? error.correlationId : '';
  return (
    <div className={styles.middle} role="alert">
      <strong>{errorText(error, t)}</strong>
      {serverSentences(error).map((sentence) => (
        <ServerText key={sentence.message} of={sentence} className={styles.soft} />
      ))}
      {id !== '' && <span className={styles.soft}>{t('shell.reference', { id })}</span>}
      {onRetry && (
        <Button size="xs" variant="default" onClick={onRetry}>
          {t('shell.retry')}
        </Button>
      )}
    </div>
  );
}

/** Says that there is nothing to show, and why. */
export function EmptyNotice({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.middle}>
      <strong>{title}</strong>
      {children}
    </div>
  );
}
