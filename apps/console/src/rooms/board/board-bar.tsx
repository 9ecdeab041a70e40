import { ActionIcon } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { meQuery } from '../../api/queries.ts';
import type { BoardSnapshot } from '../../board/board-feed.ts';
import { wholeNumber } from '../../format/numbers.ts';
import { timeOfDay } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { useNow } from '../../live/use-now.ts';
import { ChoiceMenu } from '../../shell/choice-menu.tsx';
import type { BoardSearch } from './board-search.ts';
import styles from './board.module.css';

/** Wall screens never open the settings: their code is fetched when a person does. */
const BoardSettings = lazy(async () => ({ default: (await import('./board-settings.tsx')).BoardSettings }));

interface Paging {
  readonly page: number;
  readonly pages: number;
  /** 0 to 1; undefined while the page is held. */
  readonly progress: number | undefined;
  /** Holds a page, or lets the pages turn. */
  readonly onHold: (page: number | undefined) => void;
}

interface BoardBarProps {
  readonly snapshot: BoardSnapshot;
  readonly search: BoardSearch;
  readonly paging: Paging;
}

/** Time, connection and pages; and what a person at the screen can do, after a movement of the pointer. */
export function BoardBar({ snapshot, search, paging }: BoardBarProps) {
  const isAwake = useRecentPointer();
  return (
    <footer className={styles.foot} data-awake={isAwake || undefined}>
      <Clock snapshot={snapshot} />
      <Connection snapshot={snapshot} />
      <Truncated snapshot={snapshot} />
      <PageControls {...paging} />
      <Tools search={search} />
    </footer>
  );
}

function Clock({ snapshot: { board } }: Pick<BoardBarProps, 'snapshot'>) {
  const { tag } = useWords();
  const now = useNow();
  const timeZone = board?.items[0]?.timeZone ?? 'UTC';
  return <time className={styles.clock}>{timeOfDay(now, { language: tag, timeZone })}</time>;
}

function Connection({ snapshot: { status, board } }: Pick<BoardBarProps, 'snapshot'>) {
  const { t, tag } = useWords();
  const isOffline = status === 'offline' && board;
  const timeZone = board?.items[0]?.timeZone ?? 'UTC';
  return (
    <span className={styles.status} data-status={status} role="status">
      {isOffline
        ? t('board.offlineSince', { time: timeOfDay(Date.parse(board.readAt), { language: tag, timeZone }) })
        : t(`board.status.${status}`)}
    </span>
  );
}

function Truncated({ snapshot: { board } }: Pick<BoardBarProps, 'snapshot'>) {
  const { t, tag } = useWords();
  if (!board || board.matching === board.items.length) return null;
  const text = t('board.truncated', {
    shown: wholeNumber(board.items.length, tag),
    matching: wholeNumber(board.matching, tag),
  });
  return <span>{text}</span>;
}

function PageControls({ page, pages, progress, onHold }: Paging) {
  const { t } = useWords();
  useEffect(() => {
    const onKey = ({ key, target }: KeyboardEvent) => {
      if (pages === 1 || isInOverlay(target)) return;
      if (key === 'ArrowRight') onHold((page + 1) % pages);
      if (key === 'ArrowLeft') onHold((page + pages - 1) % pages);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [page, pages, onHold]);
  if (pages === 1) return null;
  const isHeld = progress === undefined;
  return (
    <div className={styles.paging}>
      <div className={styles.progress} aria-hidden="true">
        <div style={{ width: `${(progress ?? 1) * 100}%` }} />
      </div>
      <span>{t('board.page', { page: page + 1, pages })}</span>
      <div className={styles.tools}>
        <Tool label={t('board.previous')} sign="‹" onClick={() => onHold((page + pages - 1) % pages)} />
        <Tool
          label={t(isHeld ? 'board.turn' : 'board.hold')}
          sign={isHeld ? '▶' : '❚❚'}
          onClick={() => onHold(isHeld ? undefined : page)}
        />
        <Tool label={t('board.next')} sign="›" onClick={() => onHold((page + 1) % pages)} />
      </div>
    </div>
  );
}

/** Arrow keys in the settings and in a menu do not turn pages. */
const isInOverlay = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role=dialog], [role=menu]') !== null;

function Tool({ label, sign, onClick }: { label: string; sign: ReactNode; onClick: () => void }) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      c="var(--ink)"
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <span aria-hidden="true">{sign}</span>
    </ActionIcon>
  );
}

function FullScreenSign() {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" strokeWidth="1.800">
      <path d="M3 8V3h5M12 3h5v5M17 12v5h-5M8 17H3v-5" />
    </svg>
  );
}

function SettingsSign() {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" strokeWidth="1.800">
      <path d="M3 6h7M14 6h3M3 14h3M10 14h7" />
      <circle cx="12" cy="6" r="2" />
      <circle cx="8" cy="14" r="2" />
    </svg>
  );
}

/** A screen with a kiosk link has no settings and no way to the console. */
function Tools({ search }: Pick<BoardBarProps, 'search'>) {
  const { t } = useWords();
  const me = useQuery({ ...meQuery, retry: false });
  const [isOpen, setOpen] = useState(false);
  const mayRead = me.data?.permissions.includes('read') === true;
  return (
    <div className={styles.tools}>
      {document.fullscreenEnabled && (
        <Tool
          label={t('board.fullScreen')}
          sign={<FullScreenSign />}
          onClick={() => void document.documentElement.requestFullscreen().catch(() => undefined)}
        />
      )}
      {mayRead && <Tool label={t('board.settings')} sign={<SettingsSign />} onClick={() => setOpen(true)} />}
      {mayRead && (
        <a href="/" className={styles.console}>
          {t('board.console')}
        </a>
      )}
      <ChoiceMenu />
      {isOpen && (
        <Suspense>
          <BoardSettings
            search={search}
            mayAdminister={me.data?.permissions.includes('administer') === true}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </div>
  );
}

/** How long tools stay in view after a movement of the pointer, ms. */
const awakeMs = 6_000;

function useRecentPointer(): boolean {
  const [isAwake, setAwake] = useState(true);
  useEffect(() => {
    let timer = setTimeout(() => setAwake(false), awakeMs);
    const onMove = () => {
      clearTimeout(timer);
      setAwake(true);
      timer = setTimeout(() => setAwake(false), awakeMs);
    };
    addEventListener('pointermove', onMove);
    addEventListener('pointerdown', onMove);
    return () => {
      clearTimeout(timer);
      removeEventListener('pointermove', onMove);
      removeEventListener('pointerdown', onMove);
    };
  }, []);
  return isAwake;
}
