export { slotOf, boundaryAtOrAfter, boundaryAfter, commonSlotMs } from './slots.ts';
export { nextBoundary } from './next-boundary.ts';
export { zonePlans, slotsStarting, slotsOver, type ZonePlan } from './zone-plan.ts';
export { expectedSlots, expectedStretches, type ExpectedStretch } from './expected-slots.ts';
export { sharedArea } from './polygon-overlap.ts';
export { zoneConflicts, type ZoneConflict } from './zone-conflicts.ts';
