import { Link } from '@tanstack/react-router';
import { useWords } from '../../language/language.ts';
import { EmptyNotice } from '../../shell/notices.tsx';

/** Says that the channel or rule of the address does not exist, and leads back. */
export function MissingNotice({ what }: { what: 'channel' | 'rule' }) {
  const { t } = useWords();
  return (
    <div role="alert">
      <EmptyNotice title={t(`missing.${what}`)}>
        <Link to="/alerts" search={{}}>
          {t('missing.toAlerts')}
        </Link>
      </EmptyNotice>
    </div>
  );
}
