import type { QueryKey } from '@tanstack/react-query';

/** Placeholder of a query: the data of the previous key while the new one loads, if that key passes `isKept`. */
export const keepPreviousIf =
  (isKept: (previousKey: QueryKey) => boolean) =>
  <Data>(previous: Data | undefined, query?: { readonly queryKey: QueryKey }): Data | undefined =>
    query && isKept(query.queryKey) ? previous : undefined;
