import { Link } from '@tanstack/react-router';
import { useWords } from '../language/language.ts';
import { Nothing } from './notices.tsx';

export function NotFound() {
  const { t } = useWords();
  return (
    <Nothing title={t('shell.notFound')}>
      <Link to="/">{t('shell.toMap')}</Link>
    </Nothing>
  );
}
