import { withinBox, withinRadius, type Condition } from '@vialog/events';
import { geographicPolygonCovers } from '@vialog/geometry';
import type { PlaceFacts } from './place-facts.ts';

/** What is left of a condition at one place: only what a single slot decides. */
export type SlotCondition =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'and' | 'or'; readonly of: readonly SlotCondition[] }
  | { readonly kind: 'not'; readonly of: SlotCondition }
  | Extract<Condition, { kind: 'number' | 'eventKind' | 'reason' }>
  /** Local time, with the place's shift (see PlaceFacts). */
  | { readonly kind: 'weekdays'; readonly days: readonly number[]; readonly shift: number }
  | { readonly kind: 'minutes'; readonly from: number; readonly to: number; readonly shift: number };

export type AtPlace = (facts: PlaceFacts) => SlotCondition;

const all: SlotCondition = { kind: 'all' };
const none: SlotCondition = { kind: 'none' };
const whether = (test: (facts: PlaceFacts) => boolean): AtPlace => {
  return (facts) => (test(facts) ? all : none);
};

/** A condition ready to be cut down to what is left of it at a place. */
export function atPlace(condition: Condition): AtPlace {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return joined(condition.kind, condition.of.map(atPlace));
    case 'not':
      return negated(atPlace(condition.of));
    default:
      return leafAtPlace(condition);
  }
}

function leafAtPlace(condition: Exclude<Condition, { kind: 'and' | 'or' | 'not' }>): AtPlace {
  switch (condition.kind) {
    case 'weekdays':
    case 'minutes':
      return ({ shift }) => ({ ...condition, shift });
    case 'all':
    case 'none':
    case 'number':
    case 'eventKind':
    case 'reason':
      return () => condition;
    default:
      return whether(placeTest(condition));
  }
}

type PlaceOnly = Extract<
  Condition,
  { kind: 'cameras' | 'sites' | 'zones' | 'zoneId' | 'model' | 'origin' | 'near' | 'bbox' | 'polygon' }
>;

function placeTest(condition: PlaceOnly): (facts: PlaceFacts) => boolean {
  switch (condition.kind) {
    case 'cameras':
      return memberOf(condition.ids, (facts) => facts.camera);
    case 'sites':
      return memberOf(condition.ids, (facts) => facts.site);
    case 'zones': {
      const wanted = condition.zones.map((zone) => `${zone.cameraId}/${zone.zoneId}`);
      return memberOf(wanted, (facts) => `${facts.camera}/${facts.zone}`);
    }
    case 'zoneId':
      return (facts) => facts.zone === condition.zoneId;
    case 'model':
      return (facts) => facts.model === condition.modelId;
    case 'origin':
      return (facts) => facts.origin === condition.origin;
    case 'near':
      return (facts) => withinRadius(facts.lon, facts.lat, condition);
    case 'bbox':
      return (facts) => withinBox(facts.lon, facts.lat, condition);
    case 'polygon':
      return (facts) => geographicPolygonCovers(condition.corners, facts);
  }
}

function memberOf(ids: readonly string[], idOf: (facts: PlaceFacts) => string | null) {
  const wanted = new Set(ids);
  return (facts: PlaceFacts): boolean => wanted.has(idOf(facts) ?? '');
}

function joined(kind: 'and' | 'or', parts: readonly AtPlace[]): AtPlace {
  const [neutral, final] = kind === 'and' ? [all, none] : [none, all];
  return (facts) => {
    const left: SlotCondition[] = [];
    for (const part of parts) {
      const cut = part(facts);
      if (cut.kind === final.kind) return final;
      if (cut.kind !== neutral.kind) left.push(cut);
    }
    const [only] = left;
    return left.length <= 1 ? (only ?? neutral) : { kind, of: left };
  };
}

function negated(part: AtPlace): AtPlace {
  return (facts) => {
    const cut = part(facts);
    if (cut.kind === 'all') return none;
    if (cut.kind === 'none') return all;
    return cut.kind === 'not' ? cut.of : { kind: 'not', of: cut };
  };
}
