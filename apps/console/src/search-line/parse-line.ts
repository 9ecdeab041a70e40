import {
  completeLine,
  nameCondition,
  parseSearchLine,
  problemInChinese,
  printSearchLine,
  quotedWord,
  tokens,
  withConditions,
  withoutConditions,
  type Chip,
  type SearchNode,
  type SearchProblem,
} from '@vialog/search-line';
import type { MapArea } from '../map/map-area.ts';
import type { LineChip, LineProblem, ParsedLine } from './parsed-line.ts';

export { completeLine, nameCondition, problemInChinese, quotedWord };

const use = 'episodes';

/** Parses the line as the server does. */
export function parseLine(line: string): ParsedLine {
  const parsed = parseSearchLine(line, { use });
  return {
    chips: chipsOf(line, tokens(line, { use })),
    problems: parsed.ok ? [] : parsed.problems.map(withChinese),
    isUnfinished: completeLine(line, 'en').isUnfinished,
  };
}

const withChinese = (problem: SearchProblem): LineProblem => ({
  from: problem.from,
  to: problem.to,
  message: problem.message,
  chinese: problemInChinese(problem),
});

/** Conditions that can be changed one by one; none in a line with OR or parentheses. */
function chipsOf(line: string, found: readonly Chip[]): LineChip[] {
  if (found.some((chip) => ['or', 'and', 'open', 'close', 'broken'].includes(chip.kind))) return [];
  return found.flatMap((chip, index) => {
    if (chip.kind === 'not') return [];
    const previous = found[index - 1];
    const from = previous?.kind === 'not' ? previous.from : chip.from;
    return [{ from, to: chip.to, shown: shownIn(line.slice(from, chip.to)) }];
  });
}

/** A condition alone; as it was typed where it is invalid or needs another one, like an order by distance. */
function shownIn(text: string): LineChip['shown'] {
  const parsed = parseSearchLine(text, { use });
  if (!parsed.ok) return { en: text, zh: text };
  return { en: printSearchLine(parsed.tree, 'en'), zh: printSearchLine(parsed.tree, 'zh') };
}

/** The line for single slots: without the minimum length and the order of episodes. */
export const slotLine = (line: string): string => withoutConditions(line, ['for', 'sort']);

const placeKinds = ['near', 'nearPlace', 'bbox', 'polygon'] as const;

/** The line with one condition on the place, e.g. `near:31.03,112.20,2km`, instead of those that it has. */
export function lineInPlace(line: string, place: string): string {
  const placed = withConditions(line, placeKinds, place);
  // An order by distance needs a circle.
  if (parseSearchLine(placed, { use }).ok) return placed;
  return withConditions(withoutConditions(line, ['sort']), placeKinds, place);
}

/** The circles, boxes and polygons of a line, also under OR; not those after a minus sign. */
export function areasOf(line: string): MapArea[] {
  const parsed = parseSearchLine(line, { use });
  return parsed.ok ? areasIn(parsed.tree) : [];
}

function areasIn(node: SearchNode): MapArea[] {
  if (node.kind === 'and' || node.kind === 'or') return node.of.flatMap(areasIn);
  if (node.kind === 'near') return [{ kind: 'circle', center: node, radiusM: node.radiusM }];
  if (node.kind === 'bbox') return [{ kind: 'box', box: node }];
  return node.kind === 'polygon' ? [{ kind: 'polygon', corners: node.corners }] : [];
}

const windowKinds = ['day', 'last', 'from', 'to'] as const;

/** The line with a fixed time window, so that it finds the same later. */
export const fixedLine = (line: string, window: { readonly from: string; readonly to: string }): string =>
  withConditions(line, windowKinds, `from:${window.from} to:${window.to}`);

/** The line of a link that is shared: with a fixed time window, and in the words that readers of every language get. */
export function sharedLine(line: string, window: { readonly from: string; readonly to: string }): string {
  const fixed = fixedLine(line, window);
  const parsed = parseSearchLine(fixed, { use });
  return parsed.ok ? printSearchLine(parsed.tree) : fixed;
}

/** The line with other conditions on time, e.g. `yesterday 17:00-19:00`. */
export const lineAtTime = (line: string, time: string): string =>
  withConditions(line, [...windowKinds, 'at', 'on'], time);
