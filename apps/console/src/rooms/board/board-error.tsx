import { useEffect } from 'react';
import { reloadWhenReachable } from '../../board/reload-when-reachable.ts';
import { useWords } from '../../language/language.ts';
import styles from './board.module.css';

/** Replaces a board whose code could not be fetched or that failed: it is loaded again when the server responds. */
export function BoardError() {
  const { t } = useWords();
  useEffect(() => reloadWhenReachable(), []);
  return (
    <main className={styles.signedOut} role="alert">
      <p>{t('board.broken')}</p>
    </main>
  );
}
