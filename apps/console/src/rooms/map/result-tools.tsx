import { Button, SegmentedControl } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { EpisodesPage } from '@vialog/contracts';
import { episodesPath } from '../../api/queries.ts';
import { useWords } from '../../language/language.ts';
import { useLineTools } from '../../search-line/use-parsed-line.ts';
import styles from './episodes.module.css';
import { episodeGroupings } from './episode-groups.ts';
import type { ChangeSearch, MapSearch } from './map-search.ts';

const exportFormats = [
  { format: 'csv', name: 'CSV' },
  { format: 'geojson', name: 'GeoJSON' },
  { format: 'ndjson', name: 'NDJSON' },
] as const;

const exportPath = (q: string, format: string): string =>
  `/v1/episodes/export?${new URLSearchParams({ q, format }).toString()}`;

interface ResultToolsProps {
  readonly q: string;
  readonly page: EpisodesPage;
  readonly search: MapSearch;
  readonly change: ChangeSearch;
}

/** Episodes or slots, grouping, and ways to share the results. */
export function ResultTools({ q, page, search, change }: ResultToolsProps) {
  const { t } = useWords();
  return (
    <div className={styles.tools}>
      <SegmentedControl
        size="xs"
        value={search.rows ?? 'episodes'}
        onChange={(rows) => change({ rows: rows === 'slots' ? rows : undefined })}
        data={[
          { value: 'episodes', label: t('search.episodes') },
          { value: 'slots', label: t('search.slots') },
        ]}
        aria-label={t('search.view')}
      />
      {search.rows !== 'slots' && (
        <select
          aria-label={t('search.groupBy')}
          value={search.by ?? ''}
          onChange={(event) =>
            change({ by: episodeGroupings.find((by) => by === event.currentTarget.value) })
          }
        >
          <option value="">{t('search.ungrouped')}</option>
          {episodeGroupings.map((by) => (
            <option key={by} value={by}>
              {t(`search.by.${by}`)}
            </option>
          ))}
        </select>
      )}
      <Link to="/alerts" search={{ rule: 'new', q }}>
        {t('alerts.fromSearch')}
      </Link>
      <Sharing q={q} page={page} />
    </div>
  );
}

/** The link and the command have the times of these results, so that they find the same later. */
function Sharing({ q, page }: Pick<ResultToolsProps, 'q' | 'page'>) {
  const { t } = useWords();
  const line = useLineTools()?.sharedLine(q, page) ?? q;
  const { copied, uncopied, copy } = useCopy();
  const { origin } = window.location;
  return (
    <>
      <Button
        variant="default"
        size="compact-xs"
        onClick={() => copy('link', `${origin}/?q=${encodeURIComponent(line)}`)}
      >
        {t('search.copyLink')}
      </Button>
      <Button
        variant="default"
        size="compact-xs"
        onClick={() =>
          copy('curl', `curl -H "Authorization: Bearer $VIALOG_TOKEN" '${origin}${episodesPath(line)}'`)
        }
      >
        {t('search.copyCurl')}
      </Button>
      <span className={styles.copied}>
        {t('search.export')}{' '}
        {exportFormats.map(({ format, name }) => (
          <a key={format} href={exportPath(line, format)} download>
            {name}
          </a>
        ))}
      </span>
      <span role="status" className={styles.copied}>
        {copied && t(`search.copied.${copied}`)}
        {uncopied !== undefined && t('search.notCopied')}
      </span>
      {uncopied !== undefined && <Uncopied text={uncopied} />}
    </>
  );
}

/** Copies a text. `uncopied`: the text that the browser did not copy. */
function useCopy() {
  const [copied, setCopied] = useState<'link' | 'curl'>();
  const [uncopied, setUncopied] = useState<string>();
  const copy = (what: 'link' | 'curl', text: string) => {
    setCopied(undefined);
    setUncopied(undefined);
    // Browsers give access to the clipboard over HTTPS and on this computer only.
    const written = isSecureContext ? navigator.clipboard.writeText(text) : Promise.reject(new Error());
    written.then(
      () => setCopied(what),
      () => setUncopied(text),
    );
  };
  return { copied, uncopied, copy };
}

/** A text to copy by hand: it is selected. */
function Uncopied({ text }: { text: string }) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), [text]);
  return (
    <input ref={input} readOnly className={styles.uncopied} aria-label={t('search.notCopied')} value={text} />
  );
}
