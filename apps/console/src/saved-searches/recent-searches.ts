/** Number of recent searches that the browser keeps. */
const maxRecent = 8;
const key = 'vialog.recentSearches';

/** Recent search lines of this browser, newest first; none where the browser stores nothing. */
export function readRecentSearches(storage: Pick<Storage, 'getItem'>): readonly string[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter((line) => typeof line === 'string').slice(0, maxRecent) : [];
  } catch {
    return [];
  }
}

/** Adds a line. It replaces the previous one if that was only the beginning of this line. */
export function addRecentSearch(recent: readonly string[], line: string): readonly string[] {
  const [newest, ...older] = recent;
  const continued = newest !== undefined && line.startsWith(newest);
  return [line, ...(continued ? older : recent).filter((each) => each !== line)].slice(0, maxRecent);
}

export function storeRecentSearches(storage: Pick<Storage, 'setItem'>, recent: readonly string[]): void {
  try {
    storage.setItem(key, JSON.stringify(recent));
  } catch {
    // The browser forbids storage, or it is full: recent searches are lost with the page.
  }
}
