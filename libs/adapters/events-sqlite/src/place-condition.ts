import { hourMs } from '@vialog/contracts';
import {
  holdsForZone,
  isTracked,
  isZoneCondition,
  reduceCondition,
  type Condition,
  type LeafCondition,
  type NumberField,
} from '@vialog/events';
import type { PlaceFacts } from './place-facts.ts';

/** The part of a condition that the facts of a place do not decide: only leaves that a single slot decides. */
export interface PlaceCondition {
  readonly condition: Condition;
  /** Shift of the local time (see PlaceFacts); 0 where the condition does not use local time. */
  readonly shift: number;
}

export type AtPlace = (facts: PlaceFacts) => PlaceCondition;

/** Returns a function that reduces the condition with the facts of a place. */
export function atPlace(condition: Condition): AtPlace {
  return (facts) => {
    let usesLocalTime = false;
    const reduced = reduceCondition(condition, (leaf) => {
      usesLocalTime ||= leaf.kind === 'weekdays' || leaf.kind === 'minutes';
      return decide(leaf, facts);
    });
    return {
      condition: facts.kind === 'line' ? withFlowPerSlot(reduced, facts.slotMs) : reduced,
      shift: usesLocalTime ? facts.shift : 0,
    };
  };
}

function decide(leaf: LeafCondition, facts: PlaceFacts): boolean | undefined {
  if (isZoneCondition(leaf)) return holdsForZone(leaf, zoneOf(facts));
  if (leaf.kind === 'model') return facts.model === leaf.modelId;
  if (leaf.kind === 'origin') return facts.origin === leaf.origin;
  // An area or bays zone has no crossings, and a line has nothing else.
  if (leaf.kind === 'number' && isOfOtherKind(leaf.field, facts.kind)) return false;
  return undefined;
}

function isOfOtherKind(field: NumberField, kind: PlaceFacts['kind']): boolean {
  if (field === 'stopped') return kind !== 'area';
  return isTracked(field) !== (kind === 'line');
}

/** Converts a bound of crossings per hour to crossings of a slot, which a row has. */
function withFlowPerSlot(condition: Condition, slotMs: number): Condition {
  if (condition.kind === 'and' || condition.kind === 'or')
    return { ...condition, of: condition.of.map((part) => withFlowPerSlot(part, slotMs)) };
  if (condition.kind === 'not') return { ...condition, of: withFlowPerSlot(condition.of, slotMs) };
  const isFlow = condition.kind === 'number' && condition.field === 'flow';
  return isFlow ? { ...condition, value: (condition.value * slotMs) / hourMs } : condition;
}

const zoneOf = (facts: PlaceFacts) => ({
  cameraId: facts.camera,
  zoneId: facts.zone,
  siteId: facts.site ?? undefined,
  position: [facts.lon, facts.lat] as const,
});
