import { Button } from '@mantine/core';
import type { EventsPage } from '@vialog/contracts';
import { wholeNumber } from '../../format/numbers.ts';
import { useWords } from '../../language/language.ts';
import { EmptyNotice, LoadingNotice } from '../../shell/notices.tsx';
import styles from './camera-panel.module.css';
import { CompletenessView } from './completeness-view.tsx';
import { LineChips } from './line-chips.tsx';
import type { ChangeSearch, MapSearch } from './map-search.ts';
import { Timeline } from './timeline.tsx';
import { ResultRow } from './result-row.tsx';
import results from './results.module.css';
import { SearchError } from './search-error.tsx';
import type { SearchResults } from './use-search-results.ts';
import { useCamerasById } from '../../cameras/use-camera-list.ts';

interface ResultPanelProps {
  readonly q: string;
  readonly found: SearchResults;
  readonly search: MapSearch;
  readonly change: ChangeSearch;
}

/** Search results with their coverage and timeline. Replaces the camera list. */
export function ResultPanel({ q, found, search, change }: ResultPanelProps) {
  const { t } = useWords();
  return (
    <section className={styles.panel} aria-label={t('search.results')}>
      <div className={results.head}>
        <h2 className={results.title}>{t('search.results')}</h2>
        <button type="button" className={results.back} onClick={() => change({ q: undefined })}>
          {t('search.backToCameras')}
        </button>
      </div>
      <LineChips q={q} onChange={(line) => change({ q: line || undefined })} />
      <Results q={q} found={found} search={search} change={change} />
    </section>
  );
}

function Results({ q, found, search, change }: ResultPanelProps) {
  const cameras = useCamerasById([...(found.cameraIds ?? [])]);
  if (found.isPending) return <LoadingNotice />;
  if (found.error) return <SearchError q={q} error={found.error} onRetry={() => void found.refetch()} />;
  const first = found.data.pages[0];
  if (!first) return null;
  const items = found.data.pages.flatMap((page) => page.items);
  const select = (cameraId: string) => change({ camera: cameraId });
  return (
    <div aria-busy={found.isFetching} className={found.isPlaceholderData ? results.dimmed : undefined}>
      <Matched page={first} />
      <Timeline q={q} page={first} timeZones={[...cameras.values()].map(({ timeZone }) => timeZone)} />
      <CompletenessView completeness={first.completeness} to={first.to} />
      <Notes notes={first.notes ?? []} />
      {items.length === 0 && <NoResults page={first} />}
      <ol className={styles.rows}>
        {items.map((event) => (
          <ResultRow
            key={event.eventId}
            event={event}
            camera={cameras.get(event.cameraId)}
            selected={search.camera === event.cameraId}
            onSelect={select}
          />
        ))}
      </ol>
      <MorePages
        more={found.hasNextPage}
        busy={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
      />
    </div>
  );
}

function MorePages({ more, busy, onMore }: { more: boolean; busy: boolean; onMore: () => void }) {
  const { t } = useWords();
  if (!more) return null;
  return (
    <div className={results.more}>
      <Button variant="default" size="xs" loading={busy} onClick={onMore}>
        {t('search.more')}
      </Button>
    </div>
  );
}

function Matched({ page }: { page: EventsPage }) {
  const { t, tag } = useWords();
  const { value, relation } = page.matched;
  const number = wholeNumber(value, tag);
  return (
    <p className={results.matched} role="status">
      {relation === 'gte'
        ? t('search.matchedAtLeast', { number })
        : t('search.matched', { count: value, number })}
    </p>
  );
}

/** Notes of the server on the search line, e.g. a name without a match. */
function Notes({ notes }: { notes: readonly string[] }) {
  return notes.map((note) => (
    <p key={note} lang="en" className={results.note}>
      {note}
    </p>
  ));
}

/** Distinguishes no match, no measurement, no scheduled camera and an unknown name. */
function NoResults({ page }: { page: EventsPage }) {
  const { t, tag } = useWords();
  const { expected, measured } = page.completeness;
  const numbers = { expected: wholeNumber(expected, tag), measured: wholeNumber(measured, tag) };
  if (expected === 0 && page.notes)
    return <EmptyNotice title={t('search.unknownName')}>{t('search.unknownNameHint')}</EmptyNotice>;
  if (expected === 0)
    return <EmptyNotice title={t('search.notScheduled')}>{t('search.notScheduledHint')}</EmptyNotice>;
  if (measured === 0)
    return (
      <EmptyNotice title={t('search.noMeasurement')}>{t('search.noMeasurementHint', numbers)}</EmptyNotice>
    );
  const hint = measured < expected ? 'search.noMatchPartlyHint' : 'search.noMatchHint';
  return <EmptyNotice title={t('search.noMatch')}>{t(hint, numbers)}</EmptyNotice>;
}
