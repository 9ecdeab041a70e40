import { eventStoreEquivalence } from '@vialog/events/conformance';
import { describeWithElasticsearch, storeUnderTest } from './elastic-store.fixture.ts';

// The generators cover every condition: weekdays and hours across a change to summer time, boxes across the
// antimeridian, radius, ties and gap spans.
describeWithElasticsearch('Elasticsearch', () => {
  eventStoreEquivalence('Elasticsearch, from records', (clock) => storeUnderTest(clock, false), 10);
  eventStoreEquivalence('Elasticsearch, from bins', (clock) => storeUnderTest(clock, true), 5);
});
