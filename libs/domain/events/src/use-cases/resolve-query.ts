import type { z } from 'zod';
import { allSites } from '@vialog/registry';
import { plansOf } from '../completeness/plans-of.ts';
import { usualTimeZone } from '../completeness/selected-zones.ts';
import type { EventQuery } from '../event-query.ts';
import { nameIndexOf, type NameIndex } from '../query/name-index.ts';
import { readCursor } from '../query/page-cursor.ts';
import { resolveSearchLine, type ResolvedQuery } from '../query/resolve-search-line.ts';
import { separateOrigins } from '../query/separate-origins.ts';
import type { EventPorts } from './event-ports.ts';

/**
 * Resolves a line now. Without an origin in the line, simulated numbers are separated from others (`separateOrigins`).
 * @throws {VialogError} QUERY_SYNTAX or QUERY_UNKNOWN_NAME
 */
export async function resolveQuery(
  ports: EventPorts,
  line: string,
  use: 'events' | 'episodes',
): Promise<ResolvedQuery> {
  const now = ports.clock.now();
  const timeZoneOf = async (query: EventQuery): Promise<string> =>
    usualTimeZone(plansOf(await ports.cameras.versions()), query);
  const resolved = await resolveSearchLine(line, () => loadNames(ports), { now, use, timeZoneOf });
  const { query, note } = separateOrigins(resolved, plansOf(await ports.cameras.versions()));
  return note ? { ...query, notes: [...query.notes, note] } : query;
}

async function loadNames(ports: EventPorts): Promise<NameIndex> {
  const [versions, sites] = await Promise.all([ports.cameras.versions(), allSites(ports.sites)]);
  return nameIndexOf(versions, sites);
}

export interface QueryPage<K> {
  readonly query: ResolvedQuery;
  /** What the cursor carries from the previous page; undefined on the first page. */
  readonly previous: K | undefined;
}

/**
 * Resolves a page of a line: a later page keeps the time window of the first one.
 * @throws {VialogError} QUERY_SYNTAX, QUERY_UNKNOWN_NAME or CURSOR_INVALID
 */
export async function resolvePage<K>(
  ports: EventPorts,
  { q, cursor }: { readonly q: string; readonly cursor?: string | undefined },
  { use, key }: { readonly use: 'events' | 'episodes'; readonly key: z.ZodType<K> },
): Promise<QueryPage<K>> {
  const mark = cursor === undefined ? undefined : readCursor(`${use} ${q}`, cursor, key);
  const query = await resolveQuery(ports, q, use);
  if (!mark) return { query, previous: undefined };
  return { query: { ...query, from: mark.from, to: mark.to }, previous: mark.key };
}
