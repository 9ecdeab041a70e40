import Sequencer from '@jest/test-sequencer';

/** Longest specs first. Specs that start a cluster are listed separately, because only one cluster runs at a time. */
const first = [
  'cluster/faults',
  'server/faults',
  'server/canary',
  'server/streams',
  'rooms',
  'live',
  'cluster/running',
  'working',
  'search',
  'cluster/elasticsearch',
];

/** Order in which workers take the specs. Without timings of an earlier run, Jest would order them by file size. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const found = first.findIndex((name) => path.endsWith(`/${name}.spec.ts`));
      return found < 0 ? first.length : found;
    };
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}
