import { Link } from '@tanstack/react-router';
import { useWords } from '../language/language.ts';
import { EmptyNotice } from './notices.tsx';

export function NotFound() {
  const { t } = useWords();
  return (
    <EmptyNotice isPage title={t('shell.notFound')}>
      <Link to="/">{t('shell.goToMap')}</Link>
    </EmptyNotice>
  );
}
