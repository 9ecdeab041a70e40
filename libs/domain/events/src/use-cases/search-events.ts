import { isoOf, type EventsPage, type EventsQuery } from '@vialog/contracts';
import { z } from 'zod';
import { writeCursor } from '../query/event-cursor.ts';
import { measureCompleteness } from '../completeness/measure-completeness.ts';
import type { AfterKey } from '../event-query.ts';
import { startOf } from '../span.ts';
import { askPage } from './ask.ts';
import type { EventPorts } from './event-ports.ts';

/** Matches are counted no further than this. */
const countLimit = 10_000;

const lastKey = z
  .tuple([z.int(), z.string().max(40)])
  .transform(([slotStart, eventId]): AfterKey => ({ slotStart, eventId }));

/**
 * A page of events, newest first, with how many match in all and how much of what was asked for was measured.
 * Errors: QUERY_SYNTAX, QUERY_UNKNOWN_NAME, CURSOR_INVALID, QUERY_TOO_EXPENSIVE.
 */
export async function searchEvents(ports: EventPorts, query: EventsQuery): Promise<EventsPage> {
  const { question, after } = await askPage(ports, query, { use: 'events', key: lastKey });
  const { from, to } = question;
  const [slice, matched, { completeness }] = await Promise.all([
    ports.events.search(question, { limit: query.limit, ...(after ? { after } : {}) }),
    ports.events.count(question, countLimit),
    measureCompleteness(ports, question),
  ]);
  const last = slice.more ? slice.items.at(-1) : undefined;
  const mark = last && { from, to, key: [startOf(last), last.eventId] };
  return {
    items: [...slice.items],
    nextCursor: mark ? writeCursor(`events ${query.q}`, mark) : null,
    matched,
    from: isoOf(from),
    to: isoOf(to),
    completeness,
    ...(question.notes.length > 0 ? { notes: [...question.notes] } : {}),
  };
}
