import { useEffect, useState, useSyncExternalStore } from 'react';
import { openKioskLink, readBoard, type BoardSelection } from '../api/board.ts';
import { isUnauthenticated, request } from '../api/call.ts';
import { BoardFeed, type BoardSnapshot } from './board-feed.ts';
import { browserVersion, reloadForNewVersion } from './console-version.ts';
import { keepAwake } from './keep-awake.ts';
import { kioskSecretIn, removeKioskSecret } from './kiosk-secret.ts';

/** Interval at which the version of the console is compared with the server's, ms. */
const versionCheckMs = 15 * 60_000;

/** The figures of a board, and everything that keeps its screen running. Mount another one for another selection. */
export function useBoard(selection: BoardSelection): BoardSnapshot {
  const [feed] = useState(() => feedOf(selection));
  useEffect(() => {
    feed.start();
    const checkVersion = setInterval(checkForNewVersion, versionCheckMs);
    const onReachable = () => {
      if (!document.hidden) feed.readNow();
    };
    addEventListener('online', onReachable);
    document.addEventListener('visibilitychange', onReachable);
    const sleep = keepAwake();
    return () => {
      sleep();
      removeEventListener('online', onReachable);
      document.removeEventListener('visibilitychange', onReachable);
      clearInterval(checkVersion);
      feed.stop();
    };
  }, [feed]);
  return useSyncExternalStore(feed.subscribe, feed.snapshot);
}

function feedOf(selection: BoardSelection): BoardFeed {
  const secret = kioskSecretIn(location.hash);
  return new BoardFeed({
    readBoard: (signal) => readBoard(selection, signal),
    openStream: (path, signal) => request(path, { signal, headers: { accept: 'text/event-stream' } }),
    openKioskLink: secret === undefined ? undefined : () => exchange(secret),
    random: Math.random,
    onRecovered: checkForNewVersion,
  });
}

/** The secret stays in the address until the server has responded: a reload before that would lose it. */
async function exchange(secret: string): Promise<void> {
  try {
    await openKioskLink(secret);
    removeKioskSecret();
  } catch (error) {
    if (isUnauthenticated(error)) removeKioskSecret();
    throw error;
  }
}

/** A server that does not respond is noticed by the feed. */
function checkForNewVersion(): void {
  void reloadForNewVersion(browserVersion).catch(() => undefined);
}
