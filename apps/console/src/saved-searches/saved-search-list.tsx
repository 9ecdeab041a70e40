import { useEffect, useEffectEvent, useState } from 'react';
import type { SavedSearch } from '@vialog/contracts';
import { useWords } from '../language/language.ts';
import { ErrorMessage } from '../shell/error-message.tsx';
import { errorText, serverSentences } from '../shell/error-text.ts';
import { undoStore } from '../undo/undo-store.ts';
import styles from './saved-searches.module.css';
import { useSavedSearchChanges } from './use-saved-search-changes.ts';

interface SavedSearchListProps {
  readonly saved: readonly SavedSearch[];
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onSearch: (q: string) => void;
}

/** The saved searches of all accounts. A deleted one can be restored, also after the menu is closed. */
export function SavedSearchList({ saved, isPending, error, onSearch }: SavedSearchListProps) {
  const { t } = useWords();
  const { save, remove } = useSavedSearchChanges();
  const [deleted, setDeleted] = useState<SavedSearch>();
  const failure = error ?? save.error ?? remove.error;
  const onDelete = (search: SavedSearch) => remove.mutate(search, { onSuccess: () => setDeleted(search) });
  const onUndo = (search: SavedSearch) => save.mutate(search, { onSuccess: () => setDeleted(undefined) });
  useUndoAfterClosing(deleted, save.mutateAsync);
  return (
    <section aria-label={t('saved.title')}>
      <h3 className={styles.heading}>{t('saved.title')}</h3>
      {failure && (
        <p className={styles.error} role="alert">
          <ErrorMessage text={errorText(failure, t)} serverText={serverSentences(failure)[0]} />
        </p>
      )}
      {saved.length === 0 && <p className={styles.none}>{t(isPending ? 'shell.loading' : 'saved.none')}</p>}
      <ul className={styles.rows}>
        {saved.map((search) => (
          <li key={search.savedSearchId} className={styles.row}>
            <button type="button" className={styles.pick} onClick={() => onSearch(search.q)}>
              <span className={styles.savedName}>{search.name}</span>
              <code className={styles.line}>{search.q}</code>
            </button>
            <button
              type="button"
              className={styles.delete}
              aria-label={t('saved.delete', { name: search.name })}
              onClick={() => onDelete(search)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      {deleted && (
        <p className={styles.undo} role="status">
          {t('saved.deleted', { name: deleted.name })}
          <button type="button" className={styles.action} onClick={() => onUndo(deleted)}>
            {t('saved.undo')}
          </button>
        </p>
      )}
    </section>
  );
}

/** The menu keeps the focus while it is open; afterwards the message of the page offers to undo. */
function useUndoAfterClosing(
  deleted: SavedSearch | undefined,
  restore: (search: SavedSearch) => Promise<unknown>,
): void {
  const { t } = useWords();
  const offerUndo = useEffectEvent(() => {
    if (!deleted) return;
    undoStore.offer({
      text: t('undo.deletedSearch', { name: deleted.name }),
      undo: () => restore(deleted),
    });
  });
  useEffect(() => () => offerUndo(), []);
}
