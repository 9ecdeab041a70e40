import { eventStoreEquivalence } from '@vialog/events/conformance';
import { describeWithElasticsearch, storeUnderTest } from './elastic-store.fixture.ts';

// The generators know every condition, weekdays and hours over a change to summer time, boxes over the antimeridian,
// radius, ties and spans over everything.
describeWithElasticsearch('Elasticsearch', () => {
  eventStoreEquivalence('Elasticsearch, from records', (clock) => storeUnderTest(clock, false), 10);
  eventStoreEquivalence('Elasticsearch, from bins', (clock) => storeUnderTest(clock, true), 5);
});
