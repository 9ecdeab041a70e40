import { useWords } from '../language/language.ts';
import styles from './saved-searches.module.css';

interface RecentSearchesProps {
  readonly recent: readonly string[];
  readonly onSearch: (q: string) => void;
  readonly onClear: () => void;
}

/** The last searches of this browser; nothing without one. */
export function RecentSearches({ recent, onSearch, onClear }: RecentSearchesProps) {
  const { t } = useWords();
  if (recent.length === 0) return null;
  return (
    <section aria-label={t('saved.recent')}>
      <div className={styles.head}>
        <h3 className={styles.heading}>{t('saved.recent')}</h3>
        <button type="button" className={styles.action} onClick={onClear}>
          {t('saved.clearRecent')}
        </button>
      </div>
      <ul className={styles.rows}>
        {recent.map((line) => (
          <li key={line} className={styles.row}>
            <button type="button" className={styles.pick} onClick={() => onSearch(line)}>
              <code className={styles.line}>{line}</code>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
