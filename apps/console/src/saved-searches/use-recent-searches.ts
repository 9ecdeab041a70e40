import { useEffect, useState } from 'react';
import { addRecentSearch, readRecentSearches, storeRecentSearches } from './recent-searches.ts';

/** Time after which a search that stays in the address counts as recent, ms: shorter ones are being typed. */
const settledMs = 2_000;

/** Recent searches of this browser; the current line is added when it has not changed for 2 s. */
export function useRecentSearches(line: string) {
  const [recent, setRecent] = useState(() => readRecentSearches(localStorage));
  const store = (lines: readonly string[]) => {
    storeRecentSearches(localStorage, lines);
    setRecent(lines);
  };
  useEffect(() => {
    if (line === '') return;
    const timer = setTimeout(() => store(addRecentSearch(readRecentSearches(localStorage), line)), settledMs);
    return () => clearTimeout(timer);
  }, [line]);
  return { recent: recent.filter((each) => each !== line), clear: () => store([]) };
}
