import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CameraSummary, Episode } from '@vialog/contracts';
import { sitesQuery } from '../../api/queries.ts';
import { useWords } from '../../language/language.ts';
import styles from './episodes.module.css';
import { groupEpisodes, type EpisodeGrouping } from './episode-groups.ts';
import { EpisodeRow } from './episode-row.tsx';
import type { ChangeSearch, MapSearch } from './map-search.ts';

interface EpisodeListProps {
  readonly episodes: readonly Episode[];
  readonly cameras: ReadonlyMap<string, CameraSummary>;
  readonly grouping: EpisodeGrouping | undefined;
  readonly search: MapSearch;
  readonly change: ChangeSearch;
}

const keyOf = (episode: Episode): string => `${episode.cameraId}/${episode.zoneId}/${episode.fromAt}`;

/** The episodes of a search, in groups where the reader chose them. */
export function EpisodeList({ episodes, cameras, grouping, search, change }: EpisodeListProps) {
  const groups = useGroups(episodes, cameras, grouping);
  const select = (episode: Episode) => change({ camera: episode.cameraId, row: keyOf(episode) });
  return groups.map(({ key, name, episodes: members }) => (
    <section key={key}>
      {grouping && <GroupTitle name={name} count={members.length} />}
      <ol>
        {members.map((episode) => (
          <EpisodeRow
            key={keyOf(episode)}
            episode={episode}
            camera={cameras.get(episode.cameraId)}
            isSelected={search.row === keyOf(episode)}
            onSelect={select}
          />
        ))}
      </ol>
    </section>
  ));
}

function GroupTitle({ name, count }: { name: string | undefined; count: number }) {
  const { t } = useWords();
  return (
    <h3 className={styles.group}>
      <span>{name ?? t('search.noSite')}</span>
      <span>{count}</span>
    </h3>
  );
}

function useGroups(
  episodes: readonly Episode[],
  cameras: EpisodeListProps['cameras'],
  grouping: EpisodeGrouping | undefined,
) {
  const { data: sites } = useQuery(sitesQuery);
  return useMemo(() => {
    if (grouping === undefined) return [{ key: 'all', name: undefined, episodes }];
    const names = new Map((sites ?? []).map(({ siteId, name }) => [siteId, name]));
    return groupEpisodes(episodes, grouping, { cameras, sites: names });
  }, [episodes, cameras, grouping, sites]);
}
