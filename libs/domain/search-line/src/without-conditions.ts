import { parseSearchLine } from './parse-search-line.ts';
import { printSearchLine } from './print-search-line.ts';
import type { SearchLeaf, SearchNode } from './syntax-tree.ts';

/**
 * The line without conditions of some kinds that apply to all of it (not under OR, not negated). A line that cannot be
 * parsed, or has no such condition, is returned as it is.
 */
export function withoutConditions(line: string, kinds: readonly SearchLeaf['kind'][]): string {
  const parsed = parseSearchLine(line, { use: 'episodes' });
  if (!parsed.ok) return line;
  const isRemoved = (node: SearchNode): boolean => (kinds as readonly string[]).includes(node.kind);
  const { tree } = parsed;
  if (isRemoved(tree)) return '';
  if (tree.kind !== 'and' || !tree.of.some(isRemoved)) return line.trim();
  const rest = tree.of.filter((part) => !isRemoved(part));
  return printSearchLine({ ...tree, of: rest });
}

/** The line with other conditions instead of those of some kinds. */
export function withConditions(line: string, kinds: readonly SearchLeaf['kind'][], added: string): string {
  const parsed = parseSearchLine(line, { use: 'episodes' });
  // Without parentheses the added conditions would belong to the last part of OR.
  const isOr = parsed.ok && parsed.tree.kind === 'or';
  const rest = isOr ? `(${printSearchLine(parsed.tree)})` : withoutConditions(line, kinds);
  return `${rest} ${added}`.trim();
}
