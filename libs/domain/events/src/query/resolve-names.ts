import type { SearchNode, SearchProblem } from '@vialog/search-line';
import { anyOf, none } from '../combine-conditions.ts';
import type { Condition } from '../event-query.ts';
import { isNameLeaf, type NameLeaf } from './condition-of.ts';
import type { NamedItems, NameIndex } from './name-index.ts';

export interface ResolvedNames {
  readonly conditions: ReadonlyMap<NameLeaf, Condition>;
  /** Unknown names, each with its position in the line. */
  readonly unknown: readonly SearchProblem[];
  /** Words that no name contains: they find nothing, and the response says so. */
  readonly notes: readonly SearchProblem[];
}

interface Resolved {
  readonly condition: Condition;
  readonly unknown?: SearchProblem;
  readonly note?: SearchProblem;
}

/** Looks up every name of a tree. Loads the names only where the tree has one. */
export async function resolveNames(
  tree: SearchNode,
  loadNames: () => Promise<NameIndex>,
): Promise<ResolvedNames> {
  const leaves = nameLeaves(tree);
  if (leaves.length === 0) return { conditions: new Map(), unknown: [], notes: [] };
  const names = await loadNames();
  const resolved = leaves.map((leaf) => resolve(leaf, names));
  return {
    conditions: new Map(leaves.map((leaf, i) => [leaf, resolved[i]?.condition ?? none])),
    unknown: resolved.flatMap(({ unknown }) => unknown ?? []),
    notes: resolved.flatMap(({ note }) => note ?? []),
  };
}

function nameLeaves(node: SearchNode): readonly NameLeaf[] {
  if (node.kind === 'and' || node.kind === 'or') return node.of.flatMap(nameLeaves);
  if (node.kind === 'not') return nameLeaves(node.of);
  return isNameLeaf(node) ? [node] : [];
}

function resolve(leaf: NameLeaf, names: NameIndex): Resolved {
  switch (leaf.kind) {
    case 'word':
      return resolveWord(leaf, names);
    case 'name':
      return resolveField(leaf, names);
    case 'nearPlace':
      return resolveNear(leaf, names);
  }
}

function resolveWord(leaf: Extract<NameLeaf, { kind: 'word' }>, names: NameIndex): Resolved {
  const condition = conditionOn(names.mentioning(leaf.text));
  if (condition.kind !== 'none') return { condition };
  const message = `No site, camera or zone has "${leaf.text}" in its name.`;
  const { from, to } = leaf;
  return { condition, note: { from, to, code: 'wordWithoutName', params: { found: leaf.text }, message } };
}

function resolveField(leaf: Extract<NameLeaf, { kind: 'name' }>, names: NameIndex): Resolved {
  const conditions: Condition[] = [];
  for (const name of leaf.names) {
    const condition = conditionOn(names.find(leaf.field, name));
    if (condition.kind === 'none')
      return { condition, unknown: unknownName(leaf, { field: leaf.field, name }, names) };
    conditions.push(condition);
  }
  return { condition: anyOf(conditions) };
}

function resolveNear(leaf: Extract<NameLeaf, { kind: 'nearPlace' }>, names: NameIndex): Resolved {
  const positions = names.positions(leaf.place);
  const condition = anyOf(positions.map((center) => ({ kind: 'near', ...center, radiusM: leaf.radiusM })));
  if (positions.length > 0) return { condition };
  return { condition, unknown: unknownName(leaf, { field: 'near', name: leaf.place }, names) };
}

function unknownName(
  leaf: NameLeaf,
  { field, name }: { field: Parameters<NameIndex['suggestion']>[0]; name: string },
  names: NameIndex,
): SearchProblem {
  const meant = names.suggestion(field, name);
  const what = field === 'near' ? 'site or camera' : field;
  const hint = meant === undefined ? 'A part of its name is enough.' : `Did you mean "${meant}"?`;
  return {
    from: leaf.from,
    to: leaf.to,
    code: 'unknownName',
    params: { field, name },
    message: `There is no ${what} called "${name}". ${hint}`,
    ...(meant === undefined ? {} : { suggestion: meant }),
  };
}

function conditionOn({ sites, cameras, zones }: NamedItems): Condition {
  const conditions: Condition[] = [];
  if (sites.length > 0) conditions.push({ kind: 'sites', ids: sites });
  if (cameras.length > 0) conditions.push({ kind: 'cameras', ids: cameras });
  if (zones.length > 0) conditions.push({ kind: 'zones', zones });
  return anyOf(conditions);
}
