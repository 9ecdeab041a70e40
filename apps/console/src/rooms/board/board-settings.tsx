import { Button, Modal, MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { sitesQuery } from '../../api/queries.ts';
import { useWords } from '../../language/language.ts';
import { siteKinds } from '../../sites/site-kinds.ts';
import { boardSorts, defaultSeconds, readBoardSearch, type BoardSearch } from './board-search.ts';
import { KioskLinks } from './kiosk-links.tsx';
import styles from './board-settings.module.css';

interface BoardSettingsProps {
  readonly search: BoardSearch;
  readonly mayAdminister: boolean;
  readonly onClose: () => void;
}

/** Which sites the board shows, and the links that open it on wall screens. */
export function BoardSettings({ search, mayAdminister, onClose }: BoardSettingsProps) {
  const { t } = useWords();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('board.settings')}
      size="lg"
      // See help-overlay.tsx.
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <ChoiceForm search={search} />
      {mayAdminister && <KioskLinks />}
    </Modal>
  );
}

function ChoiceForm({ search }: { search: BoardSearch }) {
  const { t } = useWords();
  const navigate = useNavigate({ from: '/board' });
  const [draft, setDraft] = useState(search);
  const change = (part: BoardSearch) => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void navigate({ search: readBoardSearch({ ...draft }), replace: true });
  };
  return (
    <form onSubmit={submit} className={styles.form}>
      <h3>{t('board.choice.title')}</h3>
      <SiteChoice sites={draft.sites} onChange={(sites) => change({ sites })} />
      <NativeSelect
        label={t('board.choice.kind')}
        value={draft.kind ?? ''}
        data={['', ...siteKinds].map((value) => ({
          value,
          label: t(value === '' ? 'board.choice.anyKind' : `siteKind.${value}`),
        }))}
        onChange={({ currentTarget: { value } }) =>
          change({ kind: siteKinds.find((kind) => kind === value) })
        }
      />
      <TextInput
        label={t('board.choice.groups')}
        value={draft.groups ?? ''}
        onChange={({ currentTarget: { value } }) => change({ groups: value || undefined })}
      />
      <NativeSelect
        label={t('board.choice.sort')}
        value={draft.sort ?? 'name'}
        data={boardSorts.map((value) => ({ value, label: t(`board.choice.sorts.${value}`) }))}
        onChange={({ currentTarget: { value } }) =>
          change({ sort: boardSorts.find((sort) => sort === value) })
        }
      />
      <NativeSelect
        label={t('board.choice.seconds')}
        value={draft.seconds ?? String(defaultSeconds)}
        data={['5', '10', '15', '20', '30', '60', '120']}
        onChange={({ currentTarget: { value } }) => change({ seconds: value })}
      />
      <Button type="submit">{t('board.choice.apply')}</Button>
    </form>
  );
}

/** Sites that one address can name. */
const maxChosen = 100;

function SiteChoice({
  sites,
  onChange,
}: {
  sites: string | undefined;
  onChange: (sites: string | undefined) => void;
}) {
  const { t } = useWords();
  const all = useQuery(sitesQuery);
  return (
    <MultiSelect
      label={t('board.choice.sites')}
      placeholder={sites === undefined ? t('board.choice.allSites') : ''}
      value={sites?.split(',') ?? []}
      data={(all.data ?? []).map(({ siteId, name }) => ({ value: siteId, label: name }))}
      searchable
      limit={50}
      maxValues={maxChosen}
      onChange={(chosen) => onChange(chosen.length === 0 ? undefined : chosen.join(','))}
    />
  );
}
