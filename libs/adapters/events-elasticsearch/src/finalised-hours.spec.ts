import { trendsConformance, writingConformance } from '@vialog/events/conformance';
import { describe } from '@jest/globals';
import { describeWithElasticsearch, storeUnderTest } from './elastic-store.fixture.ts';

// The same suites with every closed hour summed up after every write: answers come from bins.
describeWithElasticsearch('Elasticsearch', () => {
  describe('with settled hours', () => {
    writingConformance((clock) => storeUnderTest(clock, true));
    trendsConformance((clock) => storeUnderTest(clock, true));
  });
});
