import type { Countable, SearchLeaf, SearchNode } from '@vialog/search-line';
import { all, allOf, anyOf, negate, none } from '../combine-conditions.ts';
import type { Condition, NumberField } from '../event-query.ts';

type Leaf<K extends SearchLeaf['kind']> = Extract<SearchLeaf, { kind: K }>;
/** A leaf with names that are looked up in the registry. */
export type NameLeaf = Leaf<'word' | 'name' | 'nearPlace'>;

export const isNameLeaf = (node: SearchNode): node is NameLeaf =>
  node.kind === 'word' || node.kind === 'name' || node.kind === 'nearPlace';

/**
 * Translates a syntax tree into a condition. Counts already have their class (`settleCounts`); `names` has the condition
 * of every name leaf. A gap has no numbers: it satisfies neither car>20 nor -car>20, so under `-` a condition on numbers
 * also excludes gaps.
 */
export function conditionOf(
  node: SearchNode,
  names: ReadonlyMap<NameLeaf, Condition>,
  negated = false,
): Condition {
  switch (node.kind) {
    case 'and':
      return conjunctionOf(node.of, names, negated);
    case 'or':
      return anyOf(node.of.map((part) => conditionOf(part, names, negated)));
    case 'not':
      return negate(conditionOf(node.of, names, !negated));
    case 'amount':
      return onNumbers([numberCondition(node)], negated);
    case 'class':
      return onNumbers(node.classes.map(atLeastOne), negated);
    default:
      return isNameLeaf(node) ? (names.get(node) ?? none) : plainCondition(node);
  }
}

function conjunctionOf(
  parts: readonly SearchNode[],
  names: ReadonlyMap<NameLeaf, Condition>,
  negated: boolean,
): Condition {
  const on = weekdaysOfNights(parts);
  return allOf(
    parts
      .filter((part) => part !== on)
      .map((part) => (on && part.kind === 'at' ? startingOn(on, part) : conditionOf(part, names, negated))),
  );
}

const numberCondition = ({ field, op, value }: Leaf<'amount'>): Condition => ({
  kind: 'number',
  field,
  op,
  value,
});
const atLeastOne = (field: Countable & NumberField): Condition => ({
  kind: 'number',
  field,
  op: '>=',
  value: 1,
});
const onNumbers = (of: readonly Condition[], negated: boolean): Condition =>
  anyOf(negated ? [...of, { kind: 'eventKind', eventKind: 'gap' }] : of);

type PlainNode = Exclude<SearchNode, NameLeaf | { kind: 'and' | 'or' | 'not' | 'amount' | 'class' }>;

function plainCondition(node: PlainNode): Condition {
  switch (node.kind) {
    case 'model':
      return anyOf(node.models.map((modelId) => ({ kind: 'model', modelId })));
    case 'kind':
      return anyOf(node.kinds.map((eventKind) => ({ kind: 'eventKind', eventKind })));
    case 'reason':
      return anyOf(node.reasons.map((reason) => ({ kind: 'reason', reason })));
    case 'origin':
      return anyOf(node.origins.map((origin) => ({ kind: 'origin', origin })));
    case 'near':
      return { kind: 'near', lon: node.lon, lat: node.lat, radiusM: node.radiusM };
    case 'bbox':
      return { kind: 'bbox', west: node.west, south: node.south, east: node.east, north: node.north };
    case 'polygon':
      return { kind: 'polygon', corners: node.corners };
    case 'on':
      return { kind: 'weekdays', days: node.days };
    case 'at':
      return { kind: 'minutes', from: node.start, to: node.end };
    default:
      return all;
  }
}

const crossesMidnight = (node: SearchNode): boolean => node.kind === 'at' && node.start > node.end;

/**
 * The only `on:` next to an `at:` that crosses midnight. Together they mean nights: on:fri at:22:00-02:00 is the night
 * that begins on Friday, so its part after midnight is on Saturday.
 */
function weekdaysOfNights(parts: readonly SearchNode[]): Leaf<'on'> | undefined {
  const [on, ...more] = parts.filter((part) => part.kind === 'on');
  return on && more.length === 0 && parts.some(crossesMidnight) ? on : undefined;
}

/** Times of day that start on one of the weekdays and may end on the next. */
function startingOn({ days }: Leaf<'on'>, at: Leaf<'at'>): Condition {
  const crosses = crossesMidnight(at);
  const firstDay = allOf([
    { kind: 'weekdays', days },
    { kind: 'minutes', from: at.start, to: crosses ? 1440 : at.end },
  ]);
  if (!crosses) return firstDay;
  const nextDays = days.map((day) => (day % 7) + 1);
  return anyOf([
    firstDay,
    allOf([
      { kind: 'weekdays', days: nextDays },
      { kind: 'minutes', from: 0, to: at.end },
    ]),
  ]);
}
