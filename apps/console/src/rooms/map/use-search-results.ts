import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Episode, EpisodesPage } from '@vialog/contracts';
import { call } from '../../api/call.ts';
import { episodesPath } from '../../api/queries.ts';

/** What the search found at one camera: its best episode in the order of the results. */
export type FoundCameras = ReadonlyMap<string, Episode>;

/** The pages of episodes of a search and the cameras in them, for the list and the map. */
export function useSearchResults(q: string | undefined) {
  const found = useInfiniteQuery({
    queryKey: ['episodes', q],
    queryFn: ({ pageParam }) => call<EpisodesPage>('GET', episodesPath(q ?? '', pageParam)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
    enabled: q !== undefined,
  });
  const pages = found.data?.pages;
  const cameras = useMemo(
    () => (q === undefined || !pages ? undefined : bestOfCameras(pages.flatMap((page) => page.items))),
    [q, pages],
  );
  return { ...found, cameras };
}
export type SearchResults = ReturnType<typeof useSearchResults>;

function bestOfCameras(episodes: readonly Episode[]): FoundCameras {
  const best = new Map<string, Episode>();
  for (const episode of episodes) if (!best.has(episode.cameraId)) best.set(episode.cameraId, episode);
  return best;
}
