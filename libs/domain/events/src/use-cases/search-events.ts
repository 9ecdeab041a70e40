import {
  completeness,
  eventsPage,
  isoOf,
  type Completeness,
  type EventsPage,
  type EventsQuery,
} from '@vialog/contracts';
import { z } from 'zod';
import { measureCompleteness } from '../completeness/measure-completeness.ts';
import type { AfterKey } from '../event-query.ts';
import { writeCursor } from '../query/page-cursor.ts';
import type { ResolvedQuery } from '../query/resolve-search-line.ts';
import { startOf } from '../span.ts';
import type { EventPorts } from './event-ports.ts';
import { resolvePage } from './resolve-query.ts';

const maxCounted = 10_000;

/** What is computed once for all pages. */
interface Summary {
  readonly matched: EventsPage['matched'];
  readonly completeness: Completeness;
}

const pageKey = z
  .tuple([z.int(), z.string().max(40), eventsPage.shape.matched, completeness])
  .transform(([slotStart, eventId, matched, ofWindow]) => ({
    after: { slotStart, eventId } satisfies AfterKey,
    summary: { matched, completeness: ofWindow } satisfies Summary,
  }));

/**
 * A page of events, newest first, with the number of matches and the completeness of the time window. Both are computed
 * for the first page; its cursor carries them to the later ones.
 * @throws {VialogError} QUERY_SYNTAX, QUERY_UNKNOWN_NAME, CURSOR_INVALID or QUERY_TOO_EXPENSIVE
 */
export async function searchEvents(ports: EventPorts, request: EventsQuery): Promise<EventsPage> {
  const { query, previous } = await resolvePage(ports, request, { use: 'events', key: pageKey });
  const { from, to } = query;
  const [slice, summary] = await Promise.all([
    ports.events.search(query, {
      limit: request.limit,
      ...(previous ? { after: previous.after } : {}),
    }),
    previous ? previous.summary : summarize(ports, query),
  ]);
  const last = slice.more ? slice.items.at(-1) : undefined;
  const key = last && [startOf(last), last.eventId, summary.matched, summary.completeness];
  return {
    items: [...slice.items],
    nextCursor: key ? writeCursor(`events ${request.q}`, { from, to, key }) : null,
    matched: summary.matched,
    from: isoOf(from),
    to: isoOf(to),
    completeness: summary.completeness,
    ...(query.notes.length > 0 ? { notes: [...query.notes] } : {}),
  };
}

async function summarize(ports: EventPorts, query: ResolvedQuery): Promise<Summary> {
  const [matched, measured] = await Promise.all([
    ports.events.count(query, maxCounted),
    measureCompleteness(ports, query),
  ]);
  return { matched, completeness: measured.completeness };
}
