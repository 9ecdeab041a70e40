import { VialogError, type ErrorCode } from '@vialog/contracts';
import { parseSearchLine, settleCounts, type SearchProblem } from '@vialog/search-line';
import type { EventQuery } from '../event-query.ts';
import { conditionOf } from './condition-of.ts';
import type { NameIndex } from './name-index.ts';
import { resolveNames } from './resolve-names.ts';
import { minLengthOf, windowOf } from './time-window.ts';

/** A search line with its names and times resolved: the query for a store. */
export interface ResolvedQuery extends EventQuery {
  /** Minimum length of an episode, ms; 0 where the line does not say. */
  readonly minMs: number;
  /** Notes for the client on how the line was interpreted. */
  readonly notes: readonly string[];
}

/**
 * Parses a line and looks up its names.
 * @throws {VialogError} QUERY_SYNTAX or QUERY_UNKNOWN_NAME, each problem with its position in the line
 */
export async function resolveSearchLine(
  line: string,
  loadNames: () => Promise<NameIndex>,
  { now, use }: { readonly now: number; readonly use: 'events' | 'episodes' },
): Promise<ResolvedQuery> {
  const parsed = parseSearchLine(line, { use });
  if (!parsed.ok) throw rejection('QUERY_SYNTAX', parsed.problems);
  const { tree } = settleCounts(parsed.tree);
  const names = await resolveNames(tree, loadNames);
  if (names.unknown.length > 0) throw rejection('QUERY_UNKNOWN_NAME', names.unknown);
  return {
    ...windowOf(tree, now),
    where: conditionOf(tree, names.conditions),
    minMs: minLengthOf(tree),
    notes: [...parsed.notes.map(({ message }) => message), ...names.notes],
  };
}

function rejection(code: ErrorCode, problems: readonly SearchProblem[]): VialogError {
  const details = problems.map(({ from, to, message }) => ({ path: 'q', from, to, message }));
  return new VialogError(code, problems[0]?.message, { details });
}
