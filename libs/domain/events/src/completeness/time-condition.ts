import type { ZonePlan } from '@vialog/measuring';
import type { Condition } from '../event-query.ts';
import { reduceCondition } from '../reduce-condition.ts';
import { holdsForZone, isZoneCondition } from '../zone-conditions.ts';

const onContent: ReadonlySet<Condition['kind']> = new Set([
  'number',
  'eventKind',
  'reason',
  'model',
  'origin',
]);

/**
 * The local times at which a condition selects slots of a zone: `all`, `none`, or a tree of weekdays and minutes.
 * Conditions on places are decided by the camera version; conditions on content (numbers, kind, reason, model, origin)
 * count as true, negated or not.
 */
export function timeCondition(condition: Condition, { camera, zone }: ZonePlan): Condition {
  const facts = {
    cameraId: camera.cameraId,
    zoneId: zone.zoneId,
    siteId: zone.siteId,
    position: camera.position,
  };
  return reduceCondition(condition, (leaf, negated) => {
    if (isZoneCondition(leaf)) return holdsForZone(leaf, facts);
    return onContent.has(leaf.kind) ? !negated : undefined;
  });
}
