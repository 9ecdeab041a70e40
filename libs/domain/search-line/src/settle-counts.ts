import type { SearchNode, SearchProblem } from './syntax-tree.ts';
import type { Countable } from './vocabulary.ts';

/**
 * Combines every `count` with the class next to it: class:car count>20 becomes car>20, and the `class` leaf is removed.
 * A class applies inside parentheses next to it, but not outside its own. Several classes for one count are a problem.
 */
export function settleCounts(tree: SearchNode): { tree: SearchNode; problems: readonly SearchProblem[] } {
  const problems: SearchProblem[] = [];
  return { tree: settle(tree, { classes: [], used: false }, problems), problems };
}

interface Scope {
  readonly classes: readonly Countable[];
  used: boolean;
}

function settle(node: SearchNode, scope: Scope, problems: SearchProblem[]): SearchNode {
  switch (node.kind) {
    case 'and':
      return settleGroup(node, scope, problems);
    case 'or':
      return { ...node, of: node.of.map((part) => settle(part, scope, problems)) };
    case 'not':
      return { ...node, of: settle(node.of, scope, problems) };
    case 'amount':
      return node.field === 'count' ? settleCount(node, scope, problems) : node;
    default:
      return node;
  }
}

type Group = Extract<SearchNode, { kind: 'and' | 'or' }>;
type Amount = Extract<SearchNode, { kind: 'amount' }>;

function settleGroup(node: Group, outer: Scope, problems: SearchProblem[]): SearchNode {
  const own = node.of.flatMap((part) => (part.kind === 'class' ? part.classes : []));
  const scope = own.length === 0 ? outer : { classes: [...new Set(own)], used: false };
  const settled = node.of.map((part) => settle(part, scope, problems));
  const of = own.length > 0 && scope.used ? settled.filter((part) => part.kind !== 'class') : settled;
  return { ...node, of };
}

function settleCount(node: Amount, scope: Scope, problems: SearchProblem[]): SearchNode {
  const [only, ...more] = scope.classes;
  if (only === undefined) return node;
  scope.used = true;
  if (more.length === 0) return { ...node, field: only };
  const each = scope.classes.map((name) => `${name}${node.op}${node.value}`).join(' ');
  problems.push({
    from: node.from,
    to: node.to,
    code: 'severalClasses',
    params: { classes: scope.classes.join(', '), each },
    message: `Several classes (${scope.classes.join(', ')}) with one count: each is counted separately. Write ${each}, or vehicle${node.op}${node.value} for cars, buses and trucks together.`,
    suggestion: each,
  });
  return node;
}
