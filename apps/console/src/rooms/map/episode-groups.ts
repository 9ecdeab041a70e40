import type { CameraSummary, Episode } from '@vialog/contracts';
import { timeOfDay } from '../../format/times.ts';

export const episodeGroupings = ['site', 'camera', 'hour'] as const;
export type EpisodeGrouping = (typeof episodeGroupings)[number];

export interface EpisodeGroup {
  readonly key: string;
  /** Name of the site or camera, or the hour; undefined for episodes without a site. */
  readonly name: string | undefined;
  readonly episodes: readonly Episode[];
}

interface Named {
  readonly cameras: ReadonlyMap<string, CameraSummary>;
  /** Site id → name. */
  readonly sites: ReadonlyMap<string, string>;
}

/** Episodes by site, camera, or local hour of day at which they begin. Hours ascend; others are in the order of the results. */
export function groupEpisodes(
  episodes: readonly Episode[],
  grouping: EpisodeGrouping,
  named: Named,
): readonly EpisodeGroup[] {
  const groups = Map.groupBy(episodes, (episode) => keyOf(episode, grouping, named));
  const list = [...groups].map(([key, members]) => ({
    key,
    name: grouping === 'hour' ? `${key}:00` : nameOf(key, grouping, named),
    episodes: members,
  }));
  return grouping === 'hour' ? list.toSorted((a, b) => (a.key < b.key ? -1 : 1)) : list;
}

function keyOf(episode: Episode, grouping: EpisodeGrouping, { cameras }: Named): string {
  if (grouping === 'camera') return episode.cameraId;
  if (grouping === 'site') return episode.siteId ?? '';
  const timeZone = cameras.get(episode.cameraId)?.timeZone ?? 'UTC';
  return timeOfDay(Date.parse(episode.fromAt), { language: 'en-GB', timeZone }).slice(0, 2);
}

function nameOf(key: string, grouping: 'site' | 'camera', { cameras, sites }: Named): string | undefined {
  if (grouping === 'camera') return cameras.get(key)?.name ?? key;
  return key === '' ? undefined : (sites.get(key) ?? key);
}
