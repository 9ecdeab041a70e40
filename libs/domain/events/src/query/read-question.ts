import { VialogError, type ErrorCode } from '@vialog/contracts';
import type { EventQuery } from '../event-query.ts';
import { parseSearchLine, settleCounts, type SearchProblem } from '@vialog/search-line';
import { conditionOf } from './condition-of.ts';
import { findPlaces } from './find-places.ts';
import type { PlaceNames } from './place-names.ts';
import { shortestOf, windowOf } from './search-window.ts';

/** A search line, understood: what to ask a store. */
export interface Question extends EventQuery {
  /** Shortest episode, ms; 0 where the line does not say. */
  readonly minMs: number;
  readonly notes: readonly string[];
}

/**
 * Reads a line and looks its names up. Errors: QUERY_SYNTAX and QUERY_UNKNOWN_NAME, each problem with its place in
 * the line.
 */
export async function readQuestion(
  line: string,
  names: PlaceNames,
  options: { readonly now: number; readonly use: 'events' | 'episodes' },
): Promise<Question> {
  const parsed = parseSearchLine(line, { use: options.use });
  if (!parsed.ok) throw refused('QUERY_SYNTAX', parsed.problems);
  const { tree } = settleCounts(parsed.tree);
  const places = await findPlaces(tree, names);
  if (places.unknown.length > 0) throw refused('QUERY_UNKNOWN_NAME', places.unknown);
  return {
    ...windowOf(tree, options.now),
    where: conditionOf(tree, places.conditions),
    minMs: shortestOf(tree),
    notes: [...parsed.notes.map(({ message }) => message), ...places.notes],
  };
}

function refused(code: ErrorCode, problems: readonly SearchProblem[]): VialogError {
  const details = problems.map(({ from, to, message }) => ({ path: 'q', from, to, message }));
  return new VialogError(code, problems[0]?.message, { details });
}
