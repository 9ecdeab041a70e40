import { useElementSize } from '@mantine/hooks';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { BoardResponse } from '@vialog/contracts';
import type { BoardSnapshot } from '../../board/board-feed.ts';
import { gridOf, pageAt, tilesOn } from '../../board/board-grid.ts';
import { useBoard } from '../../board/use-board.ts';
import { useWords } from '../../language/language.ts';
import { useNow } from '../../live/use-now.ts';
import { EmptyNotice, LoadingNotice } from '../../shell/notices.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { BoardBar } from './board-bar.tsx';
import { defaultSeconds, type BoardSearch } from './board-search.ts';
import { BoardSignedOut } from './board-signed-out.tsx';
import { BoardTileView } from './board-tile.tsx';
import styles from './board.module.css';

/** Sites with their figures on a whole screen, page after page. It starts again when other sites are chosen. */
export function BoardRoom() {
  const { t } = useWords();
  usePageTitle(t('board.title'));
  const search = useSearch({ from: '/board' });
  return <Board key={JSON.stringify({ ...search, seconds: undefined })} search={search} />;
}

function Board({ search }: { search: BoardSearch }) {
  const { seconds, ...selection } = search;
  const snapshot = useBoard({ ...selection, sort: search.sort ?? 'name' });
  if (snapshot.status === 'signed_out') return <BoardSignedOut />;
  return (
    <div className={styles.board}>
      <Pages snapshot={snapshot} search={search} dwellMs={Number(seconds ?? defaultSeconds) * 1_000} />
    </div>
  );
}

interface PagesProps {
  readonly snapshot: BoardSnapshot;
  readonly search: BoardSearch;
  readonly dwellMs: number;
}

function Pages({ snapshot, search, dwellMs }: PagesProps) {
  const { t } = useWords();
  const { ref, width, height } = useElementSize<HTMLElement>();
  const [held, setHeld] = useState<number>();
  const now = useNow();
  const { board } = snapshot;
  const grid = gridOf({ width, height }, board?.items.length ?? 0);
  const perPage = tilesOn(grid);
  const pages = Math.max(1, Math.ceil((board?.items.length ?? 0) / perPage));
  const turning = pageAt(now, { pages, dwellMs });
  const page = held === undefined ? turning.page : held % pages;
  return (
    <>
      <main ref={ref} className={styles.sites}>
        <h1 className="visually-hidden">{t('board.title')}</h1>
        {board ? <Tiles board={board} first={page * perPage} grid={grid} /> : <LoadingNotice />}
      </main>
      <BoardBar
        snapshot={snapshot}
        search={search}
        paging={{ page, pages, progress: held === undefined ? turning.progress : undefined, onHold: setHeld }}
      />
    </>
  );
}

interface TilesProps {
  readonly board: BoardResponse;
  readonly first: number;
  readonly grid: { readonly columns: number; readonly rows: number };
}

function Tiles({ board, first, grid: { columns, rows } }: TilesProps) {
  const { t } = useWords();
  if (board.items.length === 0) return <EmptyNotice title={t('board.noSites')} />;
  return (
    <ul
      className={styles.grid}
      aria-label={t('board.sites')}
      style={{
        gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
        gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))`,
      }}
    >
      {board.items.slice(first, first + columns * rows).map((tile) => (
        <BoardTileView key={tile.siteId} tile={tile} />
      ))}
    </ul>
  );
}
