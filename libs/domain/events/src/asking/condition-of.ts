import type { Condition, NumberField } from '../event-query.ts';
import type { Countable, SearchLeaf, SearchNode } from '@vialog/search-line';

type Leaf<K extends SearchLeaf['kind']> = Extract<SearchLeaf, { kind: K }>;
export type PlaceLeaf = Leaf<'word' | 'name' | 'nearPlace'>;

export const all: Condition = { is: 'all' };
export const none: Condition = { is: 'none' };

/** and, or and not that know all and none, so that trees stay as small as what they say. */
export function both(of: readonly Condition[]): Condition {
  const parts = of
    .flatMap((part) => (part.is === 'and' ? part.of : [part]))
    .filter((part) => part.is !== 'all');
  if (parts.some((part) => part.is === 'none')) return none;
  const [only = all] = parts;
  return parts.length < 2 ? only : { is: 'and', of: parts };
}

export function either(of: readonly Condition[]): Condition {
  const parts = of
    .flatMap((part) => (part.is === 'or' ? part.of : [part]))
    .filter((part) => part.is !== 'none');
  if (parts.some((part) => part.is === 'all')) return all;
  const [only = none] = parts;
  return parts.length < 2 ? only : { is: 'or', of: parts };
}

export function opposite(of: Condition): Condition {
  if (of.is === 'all') return none;
  if (of.is === 'none') return all;
  return of.is === 'not' ? of.of : { is: 'not', of };
}

/**
 * The condition a settled tree means (counts already have their class). Names were looked up before. A gap has no
 * numbers: it satisfies neither car>20 nor -car>20, so under `-` a condition on numbers also excludes gaps.
 */
export function conditionOf(
  node: SearchNode,
  places: ReadonlyMap<PlaceLeaf, Condition>,
  negated = false,
): Condition {
  switch (node.kind) {
    case 'and':
      return both(
        nightsOf(node.of).map((part) => ('is' in part ? part : conditionOf(part, places, negated))),
      );
    case 'or':
      return either(node.of.map((part) => conditionOf(part, places, negated)));
    case 'not':
      return opposite(conditionOf(node.of, places, !negated));
    case 'amount':
      return onNumbers([numberCondition(node)], negated);
    case 'class':
      return onNumbers(node.classes.map(present), negated);
    default:
      return isPlace(node) ? (places.get(node) ?? none) : plainCondition(node);
  }
}

const isPlace = (node: SearchNode): node is PlaceLeaf =>
  node.kind === 'word' || node.kind === 'name' || node.kind === 'nearPlace';

const numberCondition = ({ field, op, value }: Leaf<'amount'>): Condition => ({
  is: 'number',
  field,
  op,
  value,
});
const present = (field: Countable & NumberField): Condition => ({ is: 'number', field, op: '>=', value: 1 });
const onNumbers = (of: readonly Condition[], negated: boolean): Condition =>
  either(negated ? [...of, { is: 'kind', kind: 'gap' }] : of);

type Plain = Exclude<
  SearchNode,
  { kind: 'and' | 'or' | 'not' | 'word' | 'name' | 'nearPlace' | 'amount' | 'class' }
>;

function plainCondition(node: Plain): Condition {
  switch (node.kind) {
    case 'model':
      return either(node.models.map((modelId) => ({ is: 'model', modelId })));
    case 'kind':
      return either(node.kinds.map((kind) => ({ is: 'kind', kind })));
    case 'reason':
      return either(node.reasons.map((reason) => ({ is: 'reason', reason })));
    case 'origin':
      return either(node.origins.map((origin) => ({ is: 'origin', origin })));
    case 'near':
      return { is: 'near', lon: node.lon, lat: node.lat, radiusM: node.radiusM };
    case 'bbox':
      return { is: 'bbox', west: node.west, south: node.south, east: node.east, north: node.north };
    case 'polygon':
      return { is: 'polygon', corners: node.corners };
    case 'on':
      return { is: 'weekdays', days: node.days };
    case 'at':
      return { is: 'minutes', from: node.start, to: node.end };
    default:
      return all;
  }
}

/**
 * on:fri at:22:00-02:00 side by side mean the night that begins on Friday: the part behind midnight belongs to
 * Saturday. Everything else stays as it is.
 */
function nightsOf(parts: readonly SearchNode[]): readonly (SearchNode | Condition)[] {
  const [on, ...more] = parts.filter((part) => part.kind === 'on');
  if (!on || more.length > 0 || !parts.some(isNight)) return parts;
  return parts
    .filter((part) => part !== on)
    .map((part) => (part.kind === 'at' ? beginningOn(on, part) : part));
}

const isNight = (node: SearchNode): boolean => node.kind === 'at' && node.start > node.end;

function beginningOn({ days }: Leaf<'on'>, at: Leaf<'at'>): Condition {
  const evening = { is: 'minutes', from: at.start, to: isNight(at) ? 1440 : at.end } as const;
  const sameDay = both([{ is: 'weekdays', days }, evening]);
  if (!isNight(at)) return sameDay;
  const next = days.map((day) => (day % 7) + 1);
  return either([
    sameDay,
    both([
      { is: 'weekdays', days: next },
      { is: 'minutes', from: 0, to: at.end },
    ]),
  ]);
}
