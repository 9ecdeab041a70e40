import { Button } from '@mantine/core';
import type { EventsPage } from '@vialog/contracts';
import { useCamerasById } from '../../cameras/use-camera-list.ts';
import { wholeNumber } from '../../format/numbers.ts';
import { useWords } from '../../language/language.ts';
import { LoadingNotice } from '../../shell/notices.tsx';
import styles from './camera-panel.module.css';
import type { ChangeSearch, MapSearch } from './map-search.ts';
import { ResultRow } from './result-row.tsx';
import results from './results.module.css';
import { SearchError } from './search-error.tsx';
import { useSlotResults } from './use-slot-results.ts';

interface SlotListProps {
  /** A line without an order of episodes. */
  readonly q: string;
  readonly search: MapSearch;
  readonly change: ChangeSearch;
}

/** The single slots of a search, newest first. */
export function SlotList({ q, search, change }: SlotListProps) {
  const found = useSlotResults(q);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const cameras = useCamerasById([...new Set(items.map(({ cameraId }) => cameraId))]);
  if (found.isPending) return <LoadingNotice />;
  if (found.error) return <SearchError q={q} error={found.error} onRetry={() => void found.refetch()} />;
  const [first] = found.data.pages;
  return (
    <div aria-busy={found.isFetching}>
      {first && <Matched page={first} />}
      <ol className={styles.rows}>
        {items.map((event) => (
          <ResultRow
            key={event.eventId}
            event={event}
            camera={cameras.get(event.cameraId)}
            selected={search.row === event.eventId}
            onSelect={() => change({ camera: event.cameraId, row: event.eventId })}
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

export function MorePages({ more, busy, onMore }: { more: boolean; busy: boolean; onMore: () => void }) {
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
