import type { ZonePlan } from '@vialog/measuring';
import { all, both, either, none, opposite } from '../asking/condition-of.ts';
import type { Condition } from '../event-query.ts';
import { withinBox, withinReach } from '../matches.ts';
import { geographicPolygonCovers } from '@vialog/geometry';

const truth = (holds: boolean): Condition => (holds ? all : none);

/**
 * What a condition leaves to ask of the slots of one zone once everything on content (numbers, kind, reason, model,
 * origin) is taken as true, negated or not, and everything on places is decided: all, none, or a tree of weekdays and
 * minutes.
 */
export function timeAtPlace(condition: Condition, plan: ZonePlan, negated = false): Condition {
  switch (condition.is) {
    case 'and':
      return both(condition.of.map((part) => timeAtPlace(part, plan, negated)));
    case 'or':
      return either(condition.of.map((part) => timeAtPlace(part, plan, negated)));
    case 'not':
      return opposite(timeAtPlace(condition.of, plan, !negated));
    default:
      return leafAtPlace(condition, plan, negated);
  }
}

type Leaf = Exclude<Condition, { is: 'and' | 'or' | 'not' }>;

const onContent: ReadonlySet<Condition['is']> = new Set(['number', 'kind', 'reason', 'model', 'origin']);

function leafAtPlace(leaf: Leaf, plan: ZonePlan, negated: boolean): Condition {
  if (isPlace(leaf)) return truth(isAt(leaf, plan));
  return onContent.has(leaf.is) ? truth(!negated) : leaf;
}

type Place = Extract<
  Condition,
  { is: 'cameras' | 'sites' | 'zones' | 'zoneId' | 'near' | 'bbox' | 'polygon' }
>;

const onPlaces: ReadonlySet<Condition['is']> = new Set([
  'cameras',
  'sites',
  'zones',
  'zoneId',
  'near',
  'bbox',
  'polygon',
]);
const isPlace = (leaf: Leaf): leaf is Place => onPlaces.has(leaf.is);

/** A word can name hundreds of cameras, and every zone is held against them all. */
const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

function setOf(ids: readonly string[]): ReadonlySet<string> {
  const set = sets.get(ids) ?? new Set(ids);
  sets.set(ids, set);
  return set;
}

function isAt(place: Place, { camera, zone }: ZonePlan): boolean {
  const [lon, lat] = camera.position;
  switch (place.is) {
    case 'cameras':
      return setOf(place.ids).has(camera.cameraId);
    case 'sites':
      return zone.siteId !== undefined && setOf(place.ids).has(zone.siteId);
    case 'zones':
      return place.zones.some((of) => of.cameraId === camera.cameraId && of.zoneId === zone.zoneId);
    case 'zoneId':
      return place.zoneId === zone.zoneId;
    case 'near':
      return withinReach(lon, lat, place);
    case 'bbox':
      return withinBox(lon, lat, place);
    case 'polygon':
      return geographicPolygonCovers(place.corners, { lon, lat });
  }
}
