import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import type { SavedSearch } from '@vialog/contracts';
import { useWords } from '../language/language.ts';
import { ErrorMessage } from '../shell/error-message.tsx';
import { errorText, serverSentences } from '../shell/error-text.ts';
import styles from './saved-searches.module.css';
import { useSavedSearchChanges } from './use-saved-search-changes.ts';

interface SaveSearchFormProps {
  readonly q: string;
  /** The saved search with this line; it is renamed. */
  readonly current: SavedSearch | undefined;
}

/** Saves the current search line under a name, or renames it. */
export function SaveSearchForm({ q, current }: SaveSearchFormProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState<string>();
  const { save, rename } = useSavedSearchChanges();
  const name = typed ?? current?.name ?? '';
  const change = current ? rename : save;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (current) rename.mutate({ savedSearchId: current.savedSearchId, name });
    else save.mutate({ name, q });
  };
  const unchanged = name.trim() === '' || name === current?.name;
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        className={styles.name}
        size="sm"
        data-autofocus
        label={t(current ? 'saved.nameOfSaved' : 'saved.name')}
        placeholder={t('saved.namePlaceholder')}
        maxLength={120}
        value={name}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" size="sm" loading={change.isPending} disabled={unchanged}>
        {t(current ? 'saved.rename' : 'saved.save')}
      </Button>
      <code className={styles.line}>{q}</code>
      <Link className={styles.wide} to="/alerts" search={{ rule: 'new', q }}>
        {t('alerts.fromSearch')}
      </Link>
      {change.error && (
        <p className={styles.error} role="alert">
          <ErrorMessage text={errorText(change.error, t)} serverText={serverSentences(change.error)[0]} />
        </p>
      )}
    </form>
  );
}
