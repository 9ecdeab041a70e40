import { settleCounts } from './settle-counts.ts';
import type { SearchLeaf, SearchNode, SearchProblem } from './syntax-tree.ts';

type TimeLeaf = Extract<SearchLeaf, { kind: 'last' | 'from' | 'to' | 'for' }>;
const isTime = (node: SearchNode): node is TimeLeaf =>
  node.kind === 'last' || node.kind === 'from' || node.kind === 'to' || node.kind === 'for';

const problem = (node: SearchNode, message: string): SearchProblem => ({
  from: node.from,
  to: node.to,
  message,
});

/** Checks rules over several leaves: where time conditions may be, which exclude each other, and which class a count has. */
export function checkTree(tree: SearchNode, use: 'events' | 'episodes'): readonly SearchProblem[] {
  const times = timesOf(tree);
  return [
    ...misplaced(tree, true),
    ...repeated(times),
    ...(use === 'events' ? times.filter((time) => time.kind === 'for').map(onlyEpisodes) : []),
    ...settleCounts(tree).problems,
  ];
}

const onlyEpisodes = (node: SearchNode): SearchProblem =>
  problem(node, '"for:" belongs to episodes (minimum length): remove it here, or search for episodes.');

/** Time windows and minimum lengths apply to the whole line, so they must not be under OR or negated. */
function misplaced(node: SearchNode, top: boolean): readonly SearchProblem[] {
  if (isTime(node))
    return top
      ? []
      : [problem(node, `"${node.kind}:" applies to the whole line: expected outside of OR and without "-".`)];
  if (node.kind === 'and') return node.of.flatMap((part) => misplaced(part, top));
  if (node.kind === 'or') return node.of.flatMap((part) => misplaced(part, false));
  return node.kind === 'not' ? misplaced(node.of, false) : [];
}

/** The leaves for time window and minimum length that are not under OR or NOT. */
export function timesOf(node: SearchNode): readonly TimeLeaf[] {
  if (isTime(node)) return [node];
  return node.kind === 'and' ? node.of.flatMap(timesOf) : [];
}

function repeated(times: readonly TimeLeaf[]): readonly SearchProblem[] {
  const first = new Map<string, TimeLeaf>();
  const again = times.filter((time) => {
    if (first.has(time.kind)) return true;
    first.set(time.kind, time);
    return false;
  });
  return [...again.map((time) => problem(time, `Expected "${time.kind}:" once.`)), ...contradicting(first)];
}

function contradicting(times: ReadonlyMap<string, TimeLeaf>): readonly SearchProblem[] {
  const [last, from, to] = [times.get('last'), times.get('from'), times.get('to')];
  const other = from ?? to;
  if (last && other) return [problem(last, `Expected either "last:" or "${other.kind}:", not both.`)];
  const backwards = from?.kind === 'from' && to?.kind === 'to' && from.at >= to.at;
  return backwards ? [problem(to, '"to:" is not after "from:".')] : [];
}
