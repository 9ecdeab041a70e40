import { setTimeout as wait } from 'node:timers/promises';
import { VialogServer } from '@vialog/testkit';
import type { Part, Row } from './part.ts';
import { residentMb, treeOf } from './process-tree.ts';
import { slope } from './statistics.ts';

const command = 'npm run bench -- memory';
const everyMs = 5_000;

interface Reading {
  readonly minutes: number;
  readonly serverMb: number;
  readonly allMb: number;
}

/** Growth of memory over ten minutes. */
export const memory: Part = {
  name: 'memory',
  title: 'Memory over ten minutes',
  method:
    'Resident memory of a standalone server with the demo town, read every 5 s for 10 minutes: slope of the line through ' +
    'the last 8. All processes: server, reader, detectors.',
  onRequest: true,
  run: async ({ quick, progress }) => {
    const minutes = quick ? 1 : 10;
    const server = await VialogServer.start({ env: { VIALOG_DEMO: '1' } });
    try {
      const readings = await watch(server.pid, minutes, progress);
      return rowsOf(readings.filter((reading) => reading.minutes >= minutes / 5));
    } finally {
      await server.remove();
    }
  },
};

async function watch(pid: number, minutes: number, progress: (line: string) => void): Promise<Reading[]> {
  const readings: Reading[] = [];
  const began = performance.now();
  while (performance.now() - began < minutes * 60_000) {
    const [serverMb = 0, ...others] = treeOf(pid).map(residentMb);
    const allMb = others.reduce((sum, mb) => sum + mb, serverMb);
    readings.push({ minutes: (performance.now() - began) / 60_000, serverMb, allMb });
    if (readings.length % 12 === 0)
      progress(`${Math.round(serverMb)} MB, all processes ${Math.round(allMb)} MB`);
    await wait(everyMs);
  }
  return readings;
}

function rowsOf(readings: readonly Reading[]): Row[] {
  const row = (what: string, of: 'serverMb' | 'allMb'): Row => ({
    what: `${what}, final value ${Math.round(readings.at(-1)?.[of] ?? NaN)} MB`,
    value: slope(readings.map((reading) => [reading.minutes, reading[of]])),
    unit: 'MB/min',
    target: { bound: 'at most', limit: 0.5, aim: 0.1 },
    command,
  });
  return [row('server process', 'serverMb'), row('all processes', 'allMb')];
}
