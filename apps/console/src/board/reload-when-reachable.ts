import { backOffMs } from '../live/back-off.ts';
import { tabStorage } from './tab-storage.ts';

/** What the reload needs of the browser; tests pass fakes. */
export interface ReloadPorts {
  readonly isReachable: () => Promise<boolean>;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly reload: () => void;
  readonly random: () => number;
  readonly now: () => number;
}

const attemptsKey = 'vialog.board.attempts';
/** Reloads longer ago than this do not slow down the next one, ms. */
const forgetMs = 10 * 60_000;

/**
 * Reloads the page as soon as the server responds: without a server a reload would show the error page of the browser, which
 * never continues. Reloads that did not help are repeated with increasing delays. Returns a function that stops it.
 */
export function reloadWhenReachable(ports: ReloadPorts = browserReload): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  let failures = attemptsOf(ports) + 1;
  const tryLater = (): void => {
    timer = setTimeout(() => void attempt(), backOffMs(failures, ports.random()));
  };
  const attempt = async (): Promise<void> => {
    const reachable = await ports.isReachable().catch(() => false);
    if (isStopped) return;
    if (reachable) {
      ports.storage.setItem(attemptsKey, JSON.stringify({ count: attemptsOf(ports) + 1, at: ports.now() }));
      ports.reload();
      return;
    }
    failures += 1;
    tryLater();
  };
  tryLater();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

function attemptsOf({ storage, now }: ReloadPorts): number {
  const kept = JSON.parse(storage.getItem(attemptsKey) ?? '{}') as { count?: number; at?: number };
  return now() - (kept.at ?? 0) < forgetMs ? (kept.count ?? 0) : 0;
}

const browserReload: ReloadPorts = {
  isReachable: async () => (await fetch('/healthz', { cache: 'no-store' })).ok,
  storage: tabStorage,
  reload: () => location.reload(),
  random: Math.random,
  now: Date.now,
};
