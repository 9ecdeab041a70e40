import Sequencer from '@jest/test-sequencer';

/** Longest first; those with a cluster far from each other, because one waits for the other. The rest follow. */
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

/** The order in which workers take the specs of a run: on a machine without a record of the last one jest would go by size. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const found = first.findIndex((name) => path.endsWith(`/${name}.spec.ts`));
      return found < 0 ? first.length : found;
    };
    return [...super.sort(tests)].sort((a, b) => place(a) - place(b));
  }
}
