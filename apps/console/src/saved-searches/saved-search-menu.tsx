import { ActionIcon, Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { savedSearchesQuery } from '../api/queries.ts';
import { useWords } from '../language/language.ts';
import { RecentSearches } from './recent-list.tsx';
import { SaveSearchForm } from './save-search-form.tsx';
import { SavedSearchList } from './saved-search-list.tsx';
import styles from './saved-searches.module.css';
import { useRecentSearches } from './use-recent-searches.ts';

interface SavedSearchMenuProps {
  /** The current search line; empty without a search. */
  readonly q: string;
  readonly onSearch: (q: string) => void;
}

/** Saves the current search, and lists the saved and recent searches. */
export function SavedSearchMenu({ q, onSearch }: SavedSearchMenuProps) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  const {
    data: saved = [],
    isPending,
    error,
  } = useQuery({ ...savedSearchesQuery, enabled: opened || q !== '' });
  const { recent, clear } = useRecentSearches(q);
  const current = saved.find((each) => each.q === q);
  const search = (line: string) => {
    setOpened(false);
    onSearch(line);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={360} shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="md"
          c={current ? 'var(--accent)' : 'var(--ink-soft)'}
          aria-label={current ? t('saved.openSaved', { name: current.name }) : t('saved.open')}
          onClick={() => setOpened(!opened)}
        >
          <Star filled={current !== undefined} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={styles.menu} aria-label={t('saved.title')}>
        {q !== '' && <SaveSearchForm key={q} q={q} current={current} />}
        <SavedSearchList saved={saved} isPending={isPending} error={error} onSearch={search} />
        <RecentSearches recent={recent} onSearch={search} onClear={clear} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Star({ filled }: { filled: boolean }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path
        d="M8 1.700l1.900 4 4.400.600-3.200 3 .800 4.400L8 11.600l-3.900 2.100.800-4.400-3.200-3 4.400-.600z"
        fill={filled ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.300"
        strokeLinejoin="round"
      />
    </svg>
  );
}
