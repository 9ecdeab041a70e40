import { describe } from '@jest/globals';
import { conditionsConformance } from './conditions.conformance.ts';
import { episodesConformance } from './episodes.conformance.ts';
import { planningConformance } from './planning.conformance.ts';
import { readingConformance } from './reading.conformance.ts';
import type { MakeStore } from './store-under-test.ts';
import { trendsConformance } from './trends.conformance.ts';
import { writingConformance } from './writing.conformance.ts';

export { trendsConformance } from './trends.conformance.ts';
export { writingConformance } from './writing.conformance.ts';
export { cellsConformance } from './cells.conformance.ts';
export { eventStoresAgree, eventStoreEquivalence } from './equivalence.conformance.ts';
export {
  SetClock,
  linePlace,
  placeOfCamera,
  plainPlace,
  lotPlace,
  measured,
  measuredBays,
  measuredLine,
  gap,
  asSent,
  type PlaceFacts,
} from './event-builders.ts';
export { someBatches, someCondition, someEdges, someWindow } from './event-arbitraries.ts';
export { type EventStore, type MakeStore, type StoreUnderTest } from './store-under-test.ts';

/** The conformance suite of event stores; call it in a spec of the store. */
export function eventStoreConformance(name: string, makeStore: MakeStore): void {
  describe(`${name} as an event store`, () => {
    writingConformance(makeStore);
    readingConformance(makeStore);
    conditionsConformance(makeStore);
    trendsConformance(makeStore);
    episodesConformance(makeStore);
    planningConformance(makeStore);
  });
}
