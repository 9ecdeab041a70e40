import { ClusterUnderTest, withElasticsearch } from '@vialog/testkit';
import type { Part } from './part.ts';
import { searchableDelays, searchableRows, searchableMethod } from './searchable-delays.ts';

/** Time from the end of a slot until it is searchable, in the city profile. */
export const citySearchable: Part = {
  name: 'city-searchable',
  title: 'Slot end → searchable, city profile',
  method: `The processes of \`npm run cluster\`, including Elasticsearch and broker, on one machine, with ${searchableMethod}`,
  onRequest: true,
  run: async (options) => {
    const cluster = await ClusterUnderTest.start({ args: withElasticsearch() });
    try {
      const delays = await searchableDelays(cluster, options);
      return searchableRows(delays, { command: 'npm run bench -- city-searchable', limit: 5, aim: 3 });
    } finally {
      await cluster.remove();
    }
  },
};
