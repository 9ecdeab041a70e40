import type { z } from 'zod';
import { readCursor, type PageMark } from '../query/event-cursor.ts';
import { placeNamesFrom } from '../query/place-names.ts';
import { readQuestion, type Question } from '../query/read-question.ts';
import { allSites } from './all-sites.ts';
import type { EventPorts } from './event-ports.ts';

export interface Asked<K> {
  readonly question: Question;
  /** Where the page before ended. */
  readonly after: K | undefined;
}

/** The first page of a line: its window is resolved now. Errors: QUERY_SYNTAX, QUERY_UNKNOWN_NAME. */
export async function ask(ports: EventPorts, line: string, use: 'events' | 'episodes'): Promise<Question> {
  const [versions, sites] = await Promise.all([ports.cameras.versions(), allSites(ports.sites)]);
  return readQuestion(line, placeNamesFrom(versions, sites), { now: ports.clock.now(), use });
}

/** A page of a line: behind the first, the window is the one of the first. Errors: CURSOR_INVALID too. */
export async function askPage<K>(
  ports: EventPorts,
  query: { readonly q: string; readonly cursor?: string | undefined },
  page: { readonly use: 'events' | 'episodes'; readonly key: z.ZodType<K> },
): Promise<Asked<K>> {
  const scope = `${page.use} ${query.q}`;
  const mark: PageMark<K> | undefined =
    query.cursor === undefined ? undefined : readCursor(scope, query.cursor, page.key);
  const question = await ask(ports, query.q, page.use);
  if (!mark) return { question, after: undefined };
  return { question: { ...question, from: mark.from, to: mark.to }, after: mark.key };
}
