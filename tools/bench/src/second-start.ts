import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@vialog/testkit';
import { startOnce, type Start } from './npm-start.ts';
import type { Part, Row } from './part.ts';
import { median } from './statistics.ts';

const command = 'npm run bench -- second-start';

/** Time from a second start to the first counted frame. */
export const secondStart: Part = {
  name: 'second-start',
  title: 'Second start',
  method:
    '`npm start` on the data folder of an earlier start with the demo town; nothing has changed since, so nothing is ' +
    'built. From calling npm until /readyz is good, and until the first frame of a camera is counted. Median of the starts.',
  run: async ({ quick, progress }) => {
    const place = { dataDir: await mkdtemp(join(tmpdir(), 'vialog-bench-')), port: await freePort() };
    try {
      await startOnce(place);
      const starts: Start[] = [];
      for (let i = 0; i < (quick ? 2 : 5); i += 1) {
        const start = await startOnce(place);
        progress(
          `ready after ${Math.round(start.readyMs)} ms, counted after ${Math.round(start.countedMs)} ms`,
        );
        starts.push(start);
      }
      return rowsOf(starts);
    } finally {
      await rm(place.dataDir, { recursive: true, force: true });
    }
  },
};

function rowsOf(starts: readonly Start[]): Row[] {
  const seconds = (of: keyof Start): number => median(starts.map((start) => start[of])) / 1000;
  return [
    {
      what: 'npm start → first frame counted',
      value: seconds('countedMs'),
      unit: 's',
      target: { bound: 'at most', limit: 6, aim: 3 },
      command,
    },
    { what: 'npm start → /readyz', value: seconds('readyMs'), unit: 's', command },
    { what: 'of which the server process until it listens', value: seconds('ownMs'), unit: 's', command },
  ];
}
