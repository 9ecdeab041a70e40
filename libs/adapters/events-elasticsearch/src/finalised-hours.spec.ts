import { trendsConformance, writingConformance } from '@vialog/events/conformance';
import { describe } from '@jest/globals';
import { describeWithElasticsearch, storeUnderTest } from './elastic-store.fixture.ts';

// The same suites with every closed hour finalised after every write, so that sums come from bins.
describeWithElasticsearch('Elasticsearch', () => {
  describe('with finalised hours', () => {
    writingConformance((clock) => storeUnderTest(clock, true));
    trendsConformance((clock) => storeUnderTest(clock, true));
  });
});
