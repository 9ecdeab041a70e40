import { tabStorage } from './tab-storage.ts';

/** What the check of the console's version needs of the browser; tests pass fakes. */
export interface VersionPorts {
  /** The page of the console as the server sends it now. */
  readonly fetchPage: () => Promise<string>;
  /** Path of the script that this page runs. */
  readonly ownScript: () => string | undefined;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly reload: () => void;
}

const reloadedKey = 'vialog.board.reloaded';

/** The path of the main script in a page of the console. Its name has a hash of its content. */
export const scriptOf = (page: string): string | undefined =>
  /<script[^>]*\btype="module"[^>]*\bsrc="([^"]+)"/.exec(page)?.[1];

/**
 * Reloads the page once when the server has another version of the console. It does not reload twice for the same version: if
 * the page is still the old one then, for example from a cache, another reload would not help.
 */
export async function reloadForNewVersion(ports: VersionPorts): Promise<void> {
  const [own, current] = [ports.ownScript(), scriptOf(await ports.fetchPage())];
  if (own === undefined || current === undefined || own === current) return;
  if (ports.storage.getItem(reloadedKey) === current) return;
  ports.storage.setItem(reloadedKey, current);
  // Without storage the reload could repeat without end.
  if (ports.storage.getItem(reloadedKey) === current) ports.reload();
}

/** The ports of the browser. */
export const browserVersion: VersionPorts = {
  fetchPage: async () => {
    const response = await fetch('/board', { cache: 'no-store', headers: { accept: 'text/html' } });
    if (!response.ok) throw new Error(`GET /board returned HTTP ${response.status}.`);
    return response.text();
  },
  ownScript: () => document.querySelector('script[type="module"][src]')?.getAttribute('src') ?? undefined,
  storage: tabStorage,
  reload: () => location.reload(),
};
