import { cellsConformance, eventStoreConformance } from '@vialog/events/conformance';
import { describeWithElasticsearch, storeUnderTest } from './elastic-store.fixture.ts';

describeWithElasticsearch('Elasticsearch', () => {
  eventStoreConformance('Elasticsearch', (clock) => storeUnderTest(clock, false));
  cellsConformance((clock) => storeUnderTest(clock, false));
});
