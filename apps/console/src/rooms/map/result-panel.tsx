import { useCallback, useMemo } from 'react';
import type { EpisodesPage } from '@vialog/contracts';
import { useCamerasById } from '../../cameras/use-camera-list.ts';
import { wholeNumber } from '../../format/numbers.ts';
import { useWords } from '../../language/language.ts';
import { useLineTools } from '../../search-line/use-parsed-line.ts';
import { useServerText } from '../../language/use-server-text.ts';
import { LoadingNotice } from '../../shell/notices.tsx';
import styles from './camera-panel.module.css';
import { CompletenessView } from './completeness-view.tsx';
import { EpisodeList } from './episode-list.tsx';
import { windowText } from './episode-text.ts';
import { LineChips } from './line-chips.tsx';
import type { ChangeSearch, MapSearch } from './map-search.ts';
import { NoResults } from './no-results.tsx';
import { ResultTools } from './result-tools.tsx';
import results from './results.module.css';
import { SearchError } from './search-error.tsx';
import { MorePages, SlotList } from './slot-list.tsx';
import { Timeline } from './timeline.tsx';
import type { SearchResults } from './use-search-results.ts';
import { WhenPicker } from './when-picker.tsx';

interface ResultPanelProps {
  readonly q: string;
  readonly found: SearchResults;
  readonly search: MapSearch;
  readonly change: ChangeSearch;
}

/** Search results with their coverage and timeline. Replaces the camera list. */
export function ResultPanel({ q, found, search, change }: ResultPanelProps) {
  const { t } = useWords();
  const changeLine = useChangeLine(change);
  return (
    <section className={styles.panel} aria-label={t('search.results')}>
      <div className={results.head}>
        <h2 className={results.title}>{t('search.results')}</h2>
        <button
          type="button"
          className={results.back}
          onClick={() => change({ q: undefined, row: undefined, rows: undefined, by: undefined })}
        >
          {t('search.backToCameras')}
        </button>
      </div>
      <LineChips q={q} onChange={changeLine} />
      <WhenPicker q={q} onChange={changeLine} />
      <Results q={q} found={found} search={search} change={change} />
    </section>
  );
}

const useChangeLine = (change: ChangeSearch) =>
  useCallback((line: string) => change({ q: line || undefined, row: undefined }), [change]);

function Results(props: ResultPanelProps) {
  const { q, found } = props;
  if (found.isPending) return <LoadingNotice />;
  if (found.error) return <SearchError q={q} error={found.error} onRetry={() => void found.refetch()} />;
  const first = found.data.pages[0];
  if (!first) return null;
  return (
    <div aria-busy={found.isFetching} className={found.isPlaceholderData ? results.dimmed : undefined}>
      <Page {...props} page={first} />
    </div>
  );
}

function Page({ q, found, search, change, page }: ResultPanelProps & { page: EpisodesPage }) {
  const { tag } = useWords();
  const cameras = useCamerasById([...(found.cameras?.keys() ?? [])]);
  // Until the parser is loaded, or without it, a line with an order has no timeline.
  const slots = useLineTools()?.slotLine(q);
  const changeLine = useChangeLine(change);
  const format = { language: tag, timeZone: page.timeZone };
  return (
    <>
      <Found found={found} window={windowText(page, format)} />
      <ResultTools q={q} page={page} search={search} change={change} />
      {slots !== undefined && <Timeline q={q} slots={slots} page={page} onChange={changeLine} />}
      <CompletenessView completeness={page.completeness} to={page.to} />
      <Notes notes={page.notes ?? []} />
      {search.rows === 'slots' && slots !== undefined ? (
        <SlotList q={slots} search={search} change={change} />
      ) : (
        <Episodes q={q} found={found} search={search} change={change} cameras={cameras} />
      )}
    </>
  );
}

type EpisodesProps = ResultPanelProps & { readonly cameras: ReturnType<typeof useCamerasById> };

function Episodes({ q, found, search, change, cameras }: EpisodesProps) {
  const pages = found.data?.pages;
  const episodes = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  const first = pages?.[0];
  if (!first) return null;
  return (
    <>
      {episodes.length === 0 && <NoResults q={q} page={first} />}
      <EpisodeList
        episodes={episodes}
        cameras={cameras}
        grouping={search.by}
        search={search}
        change={change}
      />
      <MorePages
        more={found.hasNextPage}
        busy={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
      />
    </>
  );
}

/** The number of episodes so far and the searched time. */
function Found({ found, window }: { found: SearchResults; window: string }) {
  const { t, tag } = useWords();
  const count = found.data?.pages.reduce((sum, page) => sum + page.items.length, 0) ?? 0;
  const number = wholeNumber(count, tag);
  return (
    <p className={results.matched} role="status">
      {found.hasNextPage ? t('search.foundAtLeast', { number }) : t('search.found', { count, number })}
      <span className={results.window}>{window}</span>
    </p>
  );
}

/** Notes of the server on the search line, e.g. a name without a match. */
function Notes({ notes }: { notes: NonNullable<EpisodesPage['notes']> }) {
  const textOf = useServerText();
  return notes.map((note) => {
    const { text, lang } = textOf(note);
    return (
      <p key={note.message} lang={lang} className={results.note}>
        {text}
      </p>
    );
  });
}
