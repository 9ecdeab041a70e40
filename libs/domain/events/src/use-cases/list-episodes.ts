import {
  completeness,
  isoOf,
  zoneKey,
  type Camera,
  type Episode,
  type EpisodesPage,
  type EventsQuery,
} from '@vialog/contracts';
import { expectedSlots } from '@vialog/measuring';
import { z } from 'zod';
import { plansOf } from '../completeness/plans-of.ts';
import { usualTimeZone } from '../completeness/selected-zones.ts';
import { distanceToNearest, keyOfEpisode } from '../find-episodes.ts';
import { centersOf } from '../query/episode-order.ts';
import type { ResolvedQuery } from '../query/resolve-search-line.ts';
import { writeCursor } from '../query/page-cursor.ts';
import { measureCompleteness } from '../completeness/measure-completeness.ts';
import type { EpisodeKey, EpisodeRow } from '../event-reader.port.ts';
import { resolvePage } from './resolve-query.ts';
import type { EventPorts } from './event-ports.ts';

/** Time without a measurement that does not end an episode, ms. */
export const bridgeMs = 300_000;

const pageKey = z
  .tuple([z.array(z.number()).max(2), z.int(), z.string().max(12), z.string().max(12), z.int(), completeness])
  .transform(([rank, to, cameraId, zoneId, from, ofWindow]) => ({
    after: { rank, to, cameraId, zoneId, from } satisfies EpisodeKey,
    completeness: ofWindow,
  }));

/**
 * A page of episodes: runs of slots of one zone for which the line held, at least `for:` long, in the order of `sort:`,
 * newest end first without it. Up to 5 minutes without a measurement do not end an episode; they lower its coverage.
 * Completeness is computed for the first page; its cursor carries it to the later ones.
 * @throws {VialogError} QUERY_SYNTAX, QUERY_UNKNOWN_NAME, CURSOR_INVALID or QUERY_TOO_EXPENSIVE
 */
export async function listEpisodes(ports: EventPorts, request: EventsQuery): Promise<EpisodesPage> {
  const { query, previous } = await resolvePage(ports, request, { use: 'episodes', key: pageKey });
  const { from, to, minMs, order, notes } = query;
  const rule = {
    minMs,
    bridgeMs,
    order,
    limit: request.limit + 1,
    ...(previous ? { after: previous.after } : {}),
  };
  const [rows, ofWindow, versions] = await Promise.all([
    ports.events.episodes(query, rule),
    previous
      ? previous.completeness
      : measureCompleteness(ports, query).then((measured) => measured.completeness),
    ports.cameras.versions(),
  ]);
  const page = rows.slice(0, request.limit);
  const last = rows.length > request.limit ? page.at(-1) : undefined;
  const key = last && keyOfEpisode(last, order);
  return {
    items: await episodesOf(ports, query, page, versions),
    nextCursor: key
      ? writeCursor(`episodes ${request.q}`, {
          from,
          to,
          key: [key.rank, key.to, key.cameraId, key.zoneId, key.from, ofWindow],
        })
      : null,
    from: isoOf(from),
    to: isoOf(to),
    timeZone: query.timeZone ?? usualTimeZone(plansOf(versions), query),
    completeness: ofWindow,
    ...(notes.length > 0 ? { notes: [...notes] } : {}),
  };
}

async function episodesOf(
  ports: EventPorts,
  query: ResolvedQuery,
  rows: readonly EpisodeRow[],
  versions: readonly Camera[],
): Promise<Episode[]> {
  const byCamera = Map.groupBy(versions, (camera) => camera.cameraId);
  const centers = centersOf(query.where);
  const ongoing = await ongoingOf(ports, query, rows);
  return rows.map((row) => ({
    ...episodeOf(row, byCamera.get(row.cameraId) ?? []),
    ...(centers.length === 0 ? {} : { distanceM: Math.round(distanceToNearest(row, centers)) }),
    ongoing: ongoing.has(row),
  }));
}

/**
 * The episodes that are still going on: the window reaches until now, and the newest record of the zone belongs to the
 * episode and is not older than a bridged time.
 */
async function ongoingOf(
  ports: EventPorts,
  { to }: ResolvedQuery,
  rows: readonly EpisodeRow[],
): Promise<ReadonlySet<EpisodeRow>> {
  const now = ports.clock.now();
  const recent = rows.filter((row) => row.to + row.slotMs + bridgeMs + ports.latenessMs >= now);
  if (to + bridgeMs < now || recent.length === 0) return new Set();
  const ends = await ports.trends.lastSlotEnds([...new Set(recent.map(({ cameraId }) => cameraId))]);
  return new Set(recent.filter((row) => row.to >= (ends.get(zoneKey(row)) ?? Infinity)));
}

function episodeOf(row: EpisodeRow, versions: readonly Camera[]): Omit<Episode, 'ongoing'> {
  const expected = expectedSlots(versions, row.zoneId, row.from, row.to);
  return {
    cameraId: row.cameraId,
    zoneId: row.zoneId,
    ...(row.siteId === undefined ? {} : { siteId: row.siteId }),
    fromAt: isoOf(row.from),
    toAt: isoOf(row.to),
    ...(row.measuredSlots === 0
      ? {}
      : { peak: row.peak, mean: Math.round(row.mean * 1e6) / 1e6, peakAt: isoOf(row.peakAt) }),
    ...(row.occupancy ? { peakOccupancy: row.occupancy.peak, meanOccupancy: row.occupancy.mean } : {}),
    coverage: row.measuredSlots === 0 ? 0 : row.measuredSlots / Math.max(expected, row.measuredSlots),
  };
}
