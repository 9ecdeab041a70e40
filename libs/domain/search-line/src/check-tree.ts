import { settleCounts } from './settle-counts.ts';
import type { ProblemCode } from './problem-codes.ts';
import type { ProblemParams, SearchLeaf, SearchNode, SearchProblem } from './syntax-tree.ts';

/** The leaves that apply to the whole line. */
const wholeLineKinds = ['last', 'from', 'to', 'day', 'for', 'sort'] as const;
type WholeLineLeaf = Extract<SearchLeaf, { kind: (typeof wholeLineKinds)[number] }>;
const isTime = (node: SearchNode): node is WholeLineLeaf =>
  (wholeLineKinds as readonly string[]).includes(node.kind);

/** How a condition is named in a message. */
const nameOf = (node: WholeLineLeaf): string => (node.kind === 'day' ? 'a day' : `"${node.kind}:"`);

const problem = (
  { from, to }: SearchNode,
  code: ProblemCode,
  message: string,
  params: ProblemParams = {},
): SearchProblem => ({ from, to, code, params, message });

/** Checks rules over several leaves: where time conditions may be, which exclude each other, and which class a count has. */
export function checkTree(tree: SearchNode, use: 'events' | 'episodes'): readonly SearchProblem[] {
  const times = timesOf(tree);
  return [
    ...misplaced(tree, true),
    ...repeated(times),
    ...(use === 'events' ? times.flatMap(onlyEpisodes) : []),
    ...distanceWithoutNear(tree, times),
    ...settleCounts(tree).problems,
  ];
}

function onlyEpisodes(node: WholeLineLeaf): readonly SearchProblem[] {
  const end = 'remove it here, or search for episodes.';
  if (node.kind === 'for')
    return [problem(node, 'lengthOfEpisodes', `"for:" belongs to episodes (minimum length): ${end}`)];
  if (node.kind !== 'sort') return [];
  return [problem(node, 'orderOfEpisodes', `An order belongs to episodes: ${end}`)];
}

function distanceWithoutNear(tree: SearchNode, times: readonly WholeLineLeaf[]): readonly SearchProblem[] {
  const sort = times.find((time) => time.kind === 'sort' && time.by === 'distance');
  if (!sort || hasNear(tree)) return [];
  const message = 'An order by distance needs a position: add near:31.03,112.20,2km or near:"North Lot".';
  return [problem(sort, 'distanceNeedsNear', message)];
}

function hasNear(node: SearchNode): boolean {
  if (node.kind === 'and' || node.kind === 'or') return node.of.some(hasNear);
  return node.kind === 'near' || node.kind === 'nearPlace';
}

/** Time windows and minimum lengths apply to the whole line, so they must not be under OR or negated. */
function misplaced(node: SearchNode, top: boolean): readonly SearchProblem[] {
  if (isTime(node))
    return top
      ? []
      : [
          problem(
            node,
            'wholeLine',
            `${capitalised(nameOf(node))} applies to the whole line: expected outside of OR and without "-".`,
            { kind: node.kind },
          ),
        ];
  if (node.kind === 'and') return node.of.flatMap((part) => misplaced(part, top));
  if (node.kind === 'or') return node.of.flatMap((part) => misplaced(part, false));
  return node.kind === 'not' ? misplaced(node.of, false) : [];
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The leaves for time window, minimum length and order that are not under OR or NOT. */
export function timesOf(node: SearchNode): readonly WholeLineLeaf[] {
  if (isTime(node)) return [node];
  return node.kind === 'and' ? node.of.flatMap(timesOf) : [];
}

function repeated(times: readonly WholeLineLeaf[]): readonly SearchProblem[] {
  const first = new Map<string, WholeLineLeaf>();
  const again = times.filter((time) => {
    if (first.has(time.kind)) return true;
    first.set(time.kind, time);
    return false;
  });
  return [
    ...again.map((time) => problem(time, 'repeated', `Expected ${nameOf(time)} once.`, { kind: time.kind })),
    ...contradicting(first),
  ];
}

function contradicting(times: ReadonlyMap<string, WholeLineLeaf>): readonly SearchProblem[] {
  const [from, to] = [times.get('from'), times.get('to')];
  const twice = twoWindows(times.get('day'), times.get('last'), from ?? to);
  if (twice) return [twice];
  return to && isBackwards(from, to) ? [problem(to, 'backwards', '"to:" is not after "from:".')] : [];
}

function twoWindows(
  day: WholeLineLeaf | undefined,
  last: WholeLineLeaf | undefined,
  range: WholeLineLeaf | undefined,
): SearchProblem | undefined {
  const [first, second] = [day, last, range].filter((window) => window !== undefined);
  if (!first || !second) return undefined;
  const message = `Expected either ${nameOf(first)} or ${nameOf(second)}, not both.`;
  return problem(first, 'eitherOr', message, { one: first.kind, other: second.kind });
}

/** Two instants, or two local times, can be compared without the time zone. A date after `to:` is included. */
function isBackwards(from: WholeLineLeaf | undefined, to: WholeLineLeaf): boolean {
  if (from?.kind !== 'from' || to.kind !== 'to') return false;
  const [start, end] = [from.moment, to.moment];
  if (start.kind === 'instant' && end.kind === 'instant') return start.at >= end.at;
  if (start.kind === 'instant' || end.kind === 'instant') return false;
  return minuteOf(start.text, 'T00:00') >= minuteOf(end.text, 'T24:00');
}

const minuteOf = (local: string, timeOfDate: string): string =>
  local.includes('T') ? local : local + timeOfDate;
