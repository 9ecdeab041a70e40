import { Button, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { ApiFailure } from '../api/call.ts';
import { useWords } from '../language/language.ts';
import { failureText, serverSentences } from './failure-text.ts';
import styles from './notices.module.css';

export function Waiting() {
  const { t } = useWords();
  return (
    <div className={styles.middle} role="status">
      <Loader size="sm" color="var(--accent)" />
      <span>{t('shell.loading')}</span>
    </div>
  );
}

/** Something failed: what, whether waiting helps, and a way to try again. */
export function Trouble({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useWords();
  const id = error instanceof ApiFailure ? error.correlationId : '';
  return (
    <div className={styles.middle} role="alert">
      <strong>{failureText(error, t)}</strong>
      {serverSentences(error).map((sentence) => (
        <span key={sentence} lang="en" className={styles.soft}>
          {sentence}
        </span>
      ))}
      {id !== '' && <span className={styles.soft}>{t('shell.correlation', { id })}</span>}
      {onRetry && (
        <Button size="xs" variant="default" onClick={onRetry}>
          {t('shell.retry')}
        </Button>
      )}
    </div>
  );
}

/** Nothing is here, and what that means. */
export function Nothing({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.middle}>
      <strong>{title}</strong>
      {children}
    </div>
  );
}
