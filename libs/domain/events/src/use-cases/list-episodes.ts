import { isoOf, type Camera, type Episode, type EpisodesPage, type EventsQuery } from '@vialog/contracts';
import { expectedSlots } from '@vialog/measuring';
import { z } from 'zod';
import { writeCursor } from '../query/event-cursor.ts';
import { measureCompleteness } from '../completeness/measure-completeness.ts';
import type { EpisodeKey, EpisodeRow } from '../event-reader.port.ts';
import { askPage } from './ask.ts';
import type { EventPorts } from './event-ports.ts';

/** Unmeasured time that does not end an episode, ms. */
export const bridgeMs = 300_000;

const lastKey = z
  .tuple([z.int(), z.string().max(12), z.string().max(12), z.int()])
  .transform(([to, cameraId, zoneId, from]): EpisodeKey => ({ to, cameraId, zoneId, from }));

/**
 * A page of episodes, newest end first: neighbouring slots of one zone for which the line held, at least `for:` long.
 * Up to 5 unmeasured minutes do not end one; its coverage tells of them.
 * Errors: QUERY_SYNTAX, QUERY_UNKNOWN_NAME, CURSOR_INVALID, QUERY_TOO_EXPENSIVE.
 */
export async function listEpisodes(ports: EventPorts, query: EventsQuery): Promise<EpisodesPage> {
  const { question, after } = await askPage(ports, query, { use: 'episodes', key: lastKey });
  const { from, to, minMs, notes } = question;
  const rule = { minMs, bridgeMs, limit: query.limit + 1, ...(after ? { after } : {}) };
  const [rows, { completeness }, versions] = await Promise.all([
    ports.events.episodes(question, rule),
    measureCompleteness(ports, question),
    ports.cameras.versions(),
  ]);
  const byCamera = Map.groupBy(versions, (camera) => camera.cameraId);
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  const mark = last && { from, to, key: [last.to, last.cameraId, last.zoneId, last.from] };
  return {
    items: page.map((row) => episodeOf(row, byCamera.get(row.cameraId) ?? [])),
    nextCursor: mark ? writeCursor(`episodes ${query.q}`, mark) : null,
    completeness,
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
