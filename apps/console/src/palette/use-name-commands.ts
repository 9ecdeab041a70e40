import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { Suggestion } from '@vialog/contracts';
import { namesQuery } from '../api/queries.ts';
import { readRecentSearches } from '../saved-searches/recent-searches.ts';
import type { Command } from './command.ts';

const kinds = ['camera', 'site', 'group'] as const;

/** Cameras, sites and groups whose names match the text, also by pinyin initials: the server compares. */
export function useNameCommands(text: string): readonly Command[] {
  const router = useRouter();
  const typed = text.trim();
  const { data = [] } = useQuery({
    ...namesQuery(typed, kinds),
    enabled: typed !== '',
    placeholderData: (before) => before,
  });
  if (typed === '') return [];
  const open = ({ kind, name, id = '' }: Suggestion) => {
    if (kind === 'camera') void router.navigate({ to: '/cameras/$cameraId', params: { cameraId: id } });
    else if (kind === 'site') void router.navigate({ to: '/sites/$siteId', params: { siteId: id } });
    else void router.navigate({ to: '/', search: { group: name } });
  };
  return data.flatMap((suggestion) => {
    const kind = kinds.find((each) => each === suggestion.kind);
    const { name, id } = suggestion;
    return kind === undefined
      ? []
      : [{ key: `${kind} ${id ?? name}`, kind, label: name, run: () => open(suggestion) }];
  });
}

/** The recent searches of this browser; with a text also a search for it. */
export function useSearchCommands(text: string): readonly Command[] {
  const router = useRouter();
  const search = (q: string): Command => ({
    key: `search ${q}`,
    kind: 'search',
    label: q,
    run: () => void router.navigate({ to: '/', search: { q } }),
  });
  const recent = readRecentSearches(localStorage);
  const typed = text.trim().slice(0, 1_000);
  return [...new Set(typed === '' ? recent : [...recent, typed])].map(search);
}
