import {
  holdsForZone,
  isZoneCondition,
  reduceCondition,
  type Condition,
  type LeafCondition,
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
    return { condition: reduced, shift: usesLocalTime ? facts.shift : 0 };
  };
}

function decide(leaf: LeafCondition, facts: PlaceFacts): boolean | undefined {
  if (isZoneCondition(leaf)) return holdsForZone(leaf, zoneOf(facts));
  if (leaf.kind === 'model') return facts.model === leaf.modelId;
  if (leaf.kind === 'origin') return facts.origin === leaf.origin;
  return undefined;
}

const zoneOf = (facts: PlaceFacts) => ({
  cameraId: facts.camera,
  zoneId: facts.zone,
  siteId: facts.site ?? undefined,
  position: [facts.lon, facts.lat] as const,
});
