import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SavedSearch, SavedSearchInput } from '@vialog/contracts';
import { call } from '../api/call.ts';
import { savedSearchesQuery } from '../api/queries.ts';

interface Rename {
  readonly savedSearchId: string;
  readonly name: string;
}

/** Saves, renames and deletes saved searches; the list is read again after each. */
export function useSavedSearchChanges() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: savedSearchesQuery.queryKey });
  const save = useMutation({
    mutationFn: ({ name, q }: SavedSearchInput) =>
      call<SavedSearch>('POST', '/v1/saved-searches', { name, q }),
    onSettled,
  });
  const rename = useMutation({
    mutationFn: ({ savedSearchId, name }: Rename) =>
      call<SavedSearch>('PATCH', `/v1/saved-searches/${savedSearchId}`, { name }),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: ({ savedSearchId }: SavedSearch) => call('DELETE', `/v1/saved-searches/${savedSearchId}`),
    onSettled,
  });
  return { save, rename, remove };
}
