import {
  epochOf,
  isoOf,
  type Camera,
  type Completeness,
  type Episode,
  type EpisodesPage,
} from '@vialog/contracts';
import { allSites } from '@vialog/registry';
import { localIso } from '../local-iso.ts';
import { versionsInForce, versionsWithin } from '../changes/versions-in-force.ts';
import type { EventPorts } from './event-ports.ts';
import { bridgeMs, listEpisodes } from './list-episodes.ts';

/** One episode with the names of its place and local times. */
export interface EpisodeExportRow {
  readonly site: string | null;
  readonly camera: string;
  readonly cameraId: string;
  readonly zone: string;
  readonly zoneId: string;
  /** In UTC. */
  readonly fromAt: string;
  readonly toAt: string;
  /** In the time zone of the camera, like 2026-03-29T03:00:00+02:00. */
  readonly localFromAt: string;
  readonly localToAt: string;
  readonly timeZone: string;
  readonly minutes: number;
  readonly ongoing: boolean;
  readonly peak: number | null;
  readonly peakAt: string | null;
  readonly mean: number | null;
  readonly peakOccupancy: number | null;
  readonly meanOccupancy: number | null;
  readonly coverage: number;
  readonly distanceM: number | null;
  readonly longitude: number;
  readonly latitude: number;
}

/** How the rows of an export came about. */
export interface EpisodeMethod {
  readonly searchLine: string;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly exportedAt: string;
  /** Gaps up to this length do not end an episode, s. */
  readonly bridgedSeconds: number;
  readonly completeness: Completeness;
  /** Models that counted the exported episodes, ascending. */
  readonly models: readonly string[];
}

export interface EpisodeExport {
  readonly rows: AsyncIterable<readonly EpisodeExportRow[]>;
  /** Complete once all rows are read. */
  readonly method: () => EpisodeMethod;
}

/** Episodes of one search. A store searches the whole time window for each page, so that most exports have one. */
const pageSize = 20_000;
/** Rows that are written at once. */
const rowsAtOnce = 1000;

/**
 * All episodes of a line in its order. They are read while they are consumed, a page at a time; the first page is read
 * before the result is returned, so that an invalid line is rejected.
 * @throws {VialogError} QUERY_SYNTAX, QUERY_UNKNOWN_NAME or QUERY_TOO_EXPENSIVE
 */
export async function exportEpisodes(ports: EventPorts, q: string): Promise<EpisodeExport> {
  const read = (cursor?: string): Promise<EpisodesPage> =>
    listEpisodes(ports, { q, limit: pageSize, cursor });
  const [first, places] = await Promise.all([read(), placesOf(ports)]);
  const models = new Set<string>();
  async function* rows(): AsyncGenerator<readonly EpisodeExportRow[]> {
    for (let page: EpisodesPage | undefined = first; page;) {
      for (let first = 0; first < page.items.length; first += rowsAtOnce) {
        const episodes = page.items.slice(first, first + rowsAtOnce);
        for (const episode of episodes)
          for (const { model } of versionsOf(episode, places)) models.add(model.modelId);
        yield episodes.map((episode) => rowOf(episode, places));
      }
      page = page.nextCursor === null ? undefined : await read(page.nextCursor);
    }
  }
  const exportedAt = isoOf(ports.clock.now());
  const method = (): EpisodeMethod => ({
    searchLine: q,
    from: first.from,
    to: first.to,
    timeZone: first.timeZone,
    exportedAt,
    bridgedSeconds: bridgeMs / 1000,
    completeness: first.completeness,
    models: [...models].sort(),
  });
  return { rows: rows(), method };
}

interface Places {
  /** Camera id → versions in force, ascending. */
  readonly cameras: ReadonlyMap<string, readonly Camera[]>;
  /** Site id → name. */
  readonly sites: ReadonlyMap<string, string>;
}

async function placesOf(ports: EventPorts): Promise<Places> {
  const [versions, sites] = await Promise.all([ports.cameras.versions(), allSites(ports.sites)]);
  return {
    cameras: new Map(
      [...Map.groupBy(versions, ({ cameraId }) => cameraId)].map(([id, own]) => [id, versionsInForce(own)]),
    ),
    sites: new Map(sites.map(({ siteId, name }) => [siteId, name])),
  };
}

/** The versions of its camera that counted an episode. */
const versionsOf = ({ cameraId, fromAt, toAt }: Episode, { cameras }: Places): readonly Camera[] =>
  versionsWithin(cameras.get(cameraId) ?? [], { from: epochOf(fromAt), to: epochOf(toAt) });

/** Names and place are those at the start of the episode. */
function rowOf(episode: Episode, places: Places): EpisodeExportRow {
  const [camera] = versionsOf(episode, places);
  const [from, to] = [epochOf(episode.fromAt), epochOf(episode.toAt)];
  const timeZone = camera?.timeZone ?? 'UTC';
  const [longitude, latitude] = camera?.position ?? [0, 0];
  return {
    site: places.sites.get(episode.siteId ?? '') ?? null,
    ...namesOf(episode, camera),
    fromAt: episode.fromAt,
    toAt: episode.toAt,
    localFromAt: localIso(from, timeZone),
    localToAt: localIso(to, timeZone),
    timeZone,
    minutes: Math.round((to - from) / 600) / 100,
    ...figuresOf(episode),
    longitude,
    latitude,
  };
}

function namesOf({ cameraId, zoneId }: Episode, camera: Camera | undefined) {
  const zone = camera?.zones.find((each) => each.zoneId === zoneId);
  return { camera: camera?.name ?? cameraId, cameraId, zone: zone?.name ?? zoneId, zoneId };
}

const figuresOf = (episode: Episode) => ({
  ongoing: episode.ongoing,
  peak: episode.peak ?? null,
  peakAt: episode.peakAt ?? null,
  mean: episode.mean ?? null,
  peakOccupancy: episode.peakOccupancy ?? null,
  meanOccupancy: episode.meanOccupancy ?? null,
  coverage: episode.coverage,
  distanceM: episode.distanceM ?? null,
});
