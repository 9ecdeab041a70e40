import type { ClassCounts, CountEvent, Zone } from '@vialog/contracts';
import { slotNumbers, type SlotNumbers } from './slot-numbers.ts';

/** Numbers of one slot that a counter sent. A class or direction that it does not count is missing. */
export interface ExternalNumbers {
  readonly inbound?: ClassCounts;
  readonly outbound?: ClassCounts;
  readonly present?: ClassCounts;
}

/** The numeric fields of a count: crossings of a line, or what is present in an area. */
export function externalNumbers(
  zone: Zone,
  { inbound = {}, outbound = {}, present = {} }: ExternalNumbers,
): SlotNumbers & Pick<CountEvent, 'inbound' | 'outbound'> {
  if (zone.kind === 'line') return { inbound: { ...inbound }, outbound: { ...outbound } };
  const total = Object.values(present).reduce<number>((sum, count = 0) => sum + count, 0);
  return slotNumbers(zone, [{ zoneId: zone.zoneId, counts: { ...present }, total }]);
}
