import type { Condition } from '../event-query.ts';
import type { SearchNode, SearchProblem } from '@vialog/search-line';
import { allOf, anyOf, none } from '../combine-conditions.ts';
import { isNameLeaf, type NameLeaf } from './condition-of.ts';
import type { NamedPlaces, PlaceNames } from './place-names.ts';

export interface FoundPlaces {
  readonly conditions: ReadonlyMap<NameLeaf, Condition>;
  /** Names nobody has, each with its place in the line. */
  readonly unknown: readonly SearchProblem[];
  /** Words that name nothing: they find nothing, and the asker is told. */
  readonly notes: readonly string[];
}

interface Found {
  readonly condition: Condition;
  readonly unknown?: SearchProblem;
  readonly note?: string;
}

/** Looks up every name of a tree. */
export async function findPlaces(tree: SearchNode, names: PlaceNames): Promise<FoundPlaces> {
  const leaves = placeLeaves(tree);
  const found = await Promise.all(leaves.map((leaf) => findPlace(leaf, names)));
  return {
    conditions: new Map(leaves.map((leaf, i) => [leaf, found[i]?.condition ?? none])),
    unknown: found.flatMap(({ unknown }) => unknown ?? []),
    notes: found.flatMap(({ note }) => note ?? []),
  };
}

function placeLeaves(node: SearchNode): readonly NameLeaf[] {
  if (node.kind === 'and' || node.kind === 'or') return node.of.flatMap(placeLeaves);
  if (node.kind === 'not') return placeLeaves(node.of);
  return isNameLeaf(node) ? [node] : [];
}

function findPlace(leaf: NameLeaf, names: PlaceNames): Promise<Found> {
  if (leaf.kind === 'word') return findWord(leaf, names);
  return leaf.kind === 'name' ? findNamed(leaf, names) : findNear(leaf, names);
}

async function findWord(leaf: Extract<NameLeaf, { kind: 'word' }>, names: PlaceNames): Promise<Found> {
  const condition = within(await names.mentioning(leaf.text));
  if (condition.kind !== 'none') return { condition };
  return { condition, note: `No site, camera or zone has "${leaf.text}" in its name.` };
}

async function findNamed(leaf: Extract<NameLeaf, { kind: 'name' }>, names: PlaceNames): Promise<Found> {
  const conditions: Condition[] = [];
  for (const name of leaf.names) {
    const condition = within(await names.called(leaf.field, name));
    if (condition.kind === 'none')
      return { condition, unknown: await unknownName(leaf, { field: leaf.field, name }, names) };
    conditions.push(condition);
  }
  return { condition: anyOf(conditions) };
}

async function findNear(leaf: Extract<NameLeaf, { kind: 'nearPlace' }>, names: PlaceNames): Promise<Found> {
  const positions = await names.positions(leaf.place);
  const condition = anyOf(positions.map((at) => ({ kind: 'near', ...at, radiusM: leaf.radiusM })));
  if (positions.length > 0) return { condition };
  return { condition, unknown: await unknownName(leaf, { field: 'near', name: leaf.place }, names) };
}

async function unknownName(
  leaf: NameLeaf,
  { field, name }: { field: Parameters<PlaceNames['suggestion']>[0]; name: string },
  names: PlaceNames,
): Promise<SearchProblem> {
  const meant = await names.suggestion(field, name);
  const what = field === 'near' ? 'site or camera' : field;
  const hint = meant === undefined ? `A part of its name is enough.` : `Did you mean "${meant}"?`;
  return {
    from: leaf.from,
    to: leaf.to,
    message: `There is no ${what} called "${name}". ${hint}`,
    ...(meant === undefined ? {} : { suggestion: meant }),
  };
}

function within(places: NamedPlaces): Condition {
  return anyOf([
    ...(places.sites.length > 0 ? [{ kind: 'sites', ids: places.sites } as const] : []),
    ...(places.cameras.length > 0 ? [{ kind: 'cameras', ids: places.cameras } as const] : []),
    ...(places.zones.length > 0 ? [allOf([{ kind: 'zones', zones: places.zones }])] : []),
  ]);
}
