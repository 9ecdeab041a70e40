import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { ConnectionBanner } from '../connection/connection-banner.tsx';
import { useWords } from '../language/language.ts';
import { SearchBar } from '../search-line/search-bar.tsx';
import { CommandPalette } from '../palette/command-palette.tsx';
import { ChoiceMenu } from './choice-menu.tsx';
import { HelpOverlay } from './help-overlay.tsx';
import { LiveBadge } from './live-badge.tsx';
import { RoomLinks } from './room-links.tsx';
import { UndoToast } from '../undo/undo-toast.tsx';
import styles from './shell.module.css';
import { useShortcuts } from './shortcuts.ts';
import { useOverlay } from './use-overlay.ts';
import { Wordmark } from './wordmark.tsx';

/** Every room in the shell, but the board, which fills its screen. */
export function Shell() {
  const isBoard = useRouterState({ select: (state) => state.location.pathname === '/board' });
  return isBoard ? <Outlet /> : <RoomShell />;
}

/** The header with navigation, search field, live status and menu, and the current room below it. */
function RoomShell() {
  const { t } = useWords();
  const { overlay, openHelp, openPalette, openPaletteByKey, close, closePalette } = useOverlay();
  const onMap = useRouterState({ select: (state) => state.location.pathname === '/' });
  useShortcuts({ onHelp: openHelp, onPalette: openPaletteByKey, inPalette: overlay === 'palette' });
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#room">
        {t('shell.skip')}
      </a>
      <header className={styles.bar}>
        <Link to="/" className={styles.home} aria-label={t('shell.home')}>
          <Wordmark />
        </Link>
        <RoomLinks />
        <div className={styles.search}>
          <SearchBar />
        </div>
        <div className={styles.side}>
          <LiveBadge />
          <ChoiceMenu onHelp={openHelp} onPalette={openPalette} signedIn />
        </div>
      </header>
      <ConnectionBanner />
      <main id="room" className={onMap ? styles.wholeRoom : styles.scrollRoom} tabIndex={-1}>
        <Outlet />
      </main>
      <HelpOverlay opened={overlay === 'help'} onClose={close} />
      {overlay === 'palette' && <CommandPalette onClose={closePalette} onHelp={openHelp} />}
      <UndoToast />
    </div>
  );
}
