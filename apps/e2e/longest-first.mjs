import Sequencer from '@jest/test-sequencer';

/** Longest specs first; only two clusters run at a time, so the third worker gets a spec without one. */
const first = [
  'cluster/lines',
  'cluster/faults',
  'rooms',
  'cluster/model-swap',
  'cluster/cameras',
  'server/lines',
  'cluster/running',
  'cluster/elasticsearch',
  'server/model-swap',
  'cluster/stills',
  'cluster/credentials',
  'server/faults',
  'search',
  'working',
  'server/canary',
  'site-balance',
  'live',
  'server/streams',
  'server/stills',
  'server/line-console',
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
