import { VialogError, type ErrorCode, type SearchNote } from '@vialog/contracts';
import {
  parseSearchLine,
  settleCounts,
  timesOf,
  type SearchNode,
  type SearchProblem,
} from '@vialog/search-line';
import type { EventQuery } from '../event-query.ts';
import type { EpisodeOrder } from '../event-reader.port.ts';
import { conditionOf } from './condition-of.ts';
import type { NameIndex } from './name-index.ts';
import { resolveNames } from './resolve-names.ts';
import { orderOf } from './episode-order.ts';
import { hasLocalTime, minLengthOf, widestWindowOf, windowOf } from './time-window.ts';

/** A search line with its names and times resolved: the query for a store. */
export interface ResolvedQuery extends EventQuery {
  /** Minimum length of an episode, ms; 0 where the line does not say. */
  readonly minMs: number;
  readonly order: EpisodeOrder;
  /** The time zone of the local days and times of the line; undefined where it has none. */
  readonly timeZone: string | undefined;
  /** Notes for the client on how the line was interpreted. */
  readonly notes: readonly SearchNote[];
}

export interface Resolving {
  /** Epoch ms. */
  readonly now: number;
  readonly use: 'events' | 'episodes';
  /** The time zone of local days and times: that of the places which the query selects. */
  readonly timeZoneOf: (query: EventQuery) => Promise<string>;
}

/**
 * Parses a line and looks up its names.
 * @throws {VialogError} QUERY_SYNTAX or QUERY_UNKNOWN_NAME, each problem with its position in the line
 */
export async function resolveSearchLine(
  line: string,
  loadNames: () => Promise<NameIndex>,
  { now, use, timeZoneOf }: Resolving,
): Promise<ResolvedQuery> {
  const parsed = parseSearchLine(line, { use });
  if (!parsed.ok) throw rejection('QUERY_SYNTAX', parsed.problems);
  const { tree } = settleCounts(parsed.tree);
  const names = await resolveNames(tree, loadNames);
  if (names.unknown.length > 0) throw rejection('QUERY_UNKNOWN_NAME', names.unknown);
  const where = conditionOf(tree, names.conditions);
  const timeZone = hasLocalTime(tree) ? await timeZoneOf({ ...widestWindowOf(tree, now), where }) : undefined;
  const window = windowOf(tree, now, timeZone ?? 'UTC');
  if (window.from > window.to) throw rejection('QUERY_SYNTAX', [backwards(tree)]);
  return {
    ...window,
    where,
    minMs: minLengthOf(tree),
    order: orderOf(tree, where),
    timeZone,
    notes: [...parsed.notes, ...names.notes].map(({ code, params, message }) => ({ code, params, message })),
  };
}

/** A local time and a time with an offset can be compared only in the time zone of the places. */
function backwards(tree: SearchNode): SearchProblem {
  const { from, to } = timesOf(tree).find(({ kind }) => kind === 'to') ?? tree;
  const message = '"to:" is not after "from:" in the time zone of the places.';
  return { from, to, code: 'backwards', params: {}, message };
}

function rejection(errorCode: ErrorCode, problems: readonly SearchProblem[]): VialogError {
  const details = problems.map(({ from, to, code, params, message, suggestion }) => ({
    path: 'q',
    from,
    to,
    message,
    code,
    params: { ...params, ...(suggestion === undefined ? {} : { suggestion }) },
  }));
  return new VialogError(errorCode, problems[0]?.message, { details });
}
