import {
  completeness,
  isoOf,
  type Camera,
  type Episode,
  type EpisodesPage,
  type EventsQuery,
} from '@vialog/contracts';
import { expectedSlots } from '@vialog/measuring';
import { z } from 'zod';
import { writeCursor } from '../query/page-cursor.ts';
import { measureCompleteness } from '../completeness/measure-completeness.ts';
import type { EpisodeKey, EpisodeRow } from '../event-reader.port.ts';
import { resolvePage } from './resolve-query.ts';
import type { EventPorts } from './event-ports.ts';

/** Time without a measurement that does not end an episode, ms. */
export const bridgeMs = 300_000;

const pageKey = z
  .tuple([z.int(), z.string().max(12), z.string().max(12), z.int(), completeness])
  .transform(([to, cameraId, zoneId, from, ofWindow]) => ({
    after: { to, cameraId, zoneId, from } satisfies EpisodeKey,
    completeness: ofWindow,
  }));

/**
 * A page of episodes, newest end first: runs of slots of one zone for which the line held, at least `for:` long. Up to 5
 * minutes without a measurement do not end an episode; they lower its coverage. Completeness is computed for the first
 * page; its cursor carries it to the later ones.
 * @throws {VialogError} QUERY_SYNTAX, QUERY_UNKNOWN_NAME, CURSOR_INVALID or QUERY_TOO_EXPENSIVE
 */
export async function listEpisodes(ports: EventPorts, request: EventsQuery): Promise<EpisodesPage> {
  const { query, previous } = await resolvePage(ports, request, { use: 'episodes', key: pageKey });
  const { from, to, minMs, notes } = query;
  const rule = { minMs, bridgeMs, limit: request.limit + 1, ...(previous ? { after: previous.after } : {}) };
  const [rows, ofWindow, versions] = await Promise.all([
    ports.events.episodes(query, rule),
    previous
      ? previous.completeness
      : measureCompleteness(ports, query).then((measured) => measured.completeness),
    ports.cameras.versions(),
  ]);
  const byCamera = Map.groupBy(versions, (camera) => camera.cameraId);
  const page = rows.slice(0, request.limit);
  const last = rows.length > request.limit ? page.at(-1) : undefined;
  const key = last && [last.to, last.cameraId, last.zoneId, last.from, ofWindow];
  return {
    items: page.map((row) => episodeOf(row, byCamera.get(row.cameraId) ?? [])),
    nextCursor: key ? writeCursor(`episodes ${request.q}`, { from, to, key }) : null,
    completeness: ofWindow,
    ...(notes.length > 0 ? { notes: [...notes] } : {}),
  };
}

function episodeOf(row: EpisodeRow, versions: readonly Camera[]): Episode {
  const expected = expectedSlots(versions, row.zoneId, row.from, row.to);
  return {
    cameraId: row.cameraId,
    zoneId: row.zoneId,
    ...(row.siteId === undefined ? {} : { siteId: row.siteId }),
    fromAt: isoOf(row.from),
    toAt: isoOf(row.to),
    ...(row.measuredSlots === 0 ? {} : { peak: row.peak, mean: Math.round(row.mean * 1e6) / 1e6 }),
    coverage: row.measuredSlots === 0 ? 0 : row.measuredSlots / Math.max(expected, row.measuredSlots),
  };
}
