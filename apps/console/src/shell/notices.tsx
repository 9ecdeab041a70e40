import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiError } from '../api/call.ts';
import { meQuery } from '../api/queries.ts';
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

interface ErrorNoticeProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** It replaces the whole page: its title is the heading of the page. */
  readonly isPage?: boolean;
}

/** An error with its reference and a retry button. */
export function ErrorNotice({ error, onRetry, isPage = false }: ErrorNoticeProps) {
  const { t } = useWords();
  const id = error instanceof ApiError ? error.correlationId : '';
  return (
    <div className={styles.middle} role="alert">
      <NoticeTitle isPage={isPage}>{errorText(error, t)}</NoticeTitle>
      {serverSentences(error).map((sentence) => (
        <ServerText key={sentence.message} of={sentence} className={styles.soft} />
      ))}
      <DeniedHint error={error} />
      {id !== '' && <span className={styles.soft}>{t('shell.reference', { id })}</span>}
      {onRetry && (
        <Button size="xs" variant="default" onClick={onRetry}>
          {t('shell.retry')}
        </Button>
      )}
    </div>
  );
}

/** After HTTP 403: who can grant the permission, and which ones the account has. Nothing for other errors. */
export function DeniedHint({ error }: { error: unknown }) {
  const { t, language } = useWords();
  const { data: me } = useQuery({ ...meQuery, enabled: isDenied(error) });
  if (!isDenied(error) || !me) return null;
  const permissions = me.permissions.map((each) => t(`denied.permission.${each}`));
  return (
    <span className={styles.soft}>
      {t('denied.who', { name: me.name, permissions: permissions.join(language === 'zh' ? '、' : ', ') })}
    </span>
  );
}

const isDenied = (error: unknown): boolean => error instanceof ApiError && error.code === 'FORBIDDEN';

interface EmptyNoticeProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** It replaces the whole page: its title is the heading of the page. */
  readonly isPage?: boolean;
}

/** Says that there is nothing to show, and why. */
export function EmptyNotice({ title, children, isPage = false }: EmptyNoticeProps) {
  return (
    <div className={styles.middle}>
      <NoticeTitle isPage={isPage}>{title}</NoticeTitle>
      {children}
    </div>
  );
}

function NoticeTitle({ isPage, children }: { isPage: boolean; children: ReactNode }) {
  const Tag = isPage ? 'h1' : 'strong';
  return <Tag className={styles.title}>{children}</Tag>;
}
