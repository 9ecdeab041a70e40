import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CountEvent } from '@vialog/contracts';
import { BareSqlite, bareRow } from './bare-sqlite.ts';
import { slotOf } from './count-stream.ts';
import { appendAll, StandingClock, withStore } from './event-folder.ts';
import type { Part, PartOptions, Row } from './part.ts';
import { median } from './statistics.ts';

const stream = { zones: 84, slotMs: 10_000 };
const start = Date.UTC(2026, 0, 5);
const command = 'npm run bench -- sqlite-write';

export const sqliteWrite: Part = {
  name: 'sqlite-write',
  title: 'SQLite: storing events',
  method:
    '84 zones of 10 s slots, 100 events a call, up to 100 calls in flight, through `EventWriter.append`: schema check, ' +
    'duplicate rule, 15-minute bins, commits that survive a power failure (synchronous FULL). Alternately with the ' +
    'bare layout: the same integers and one bin upsert per row by prepared statements, commits of 2,000, nothing else. ' +
    'Creating the events is not included. Median of the rounds.',
  run: (options) =>
    withStore({ clock: new StandingClock(start + 20 * 86_400_000) }, async (store, folder) => {
      const bareFolder = mkdtempSync(join(tmpdir(), 'vialog-bare-'));
      const bare = new BareSqlite(join(bareFolder, 'bare.db'));
      try {
        const figures = await measure(options, { append: (events) => appendAll(store, events), bare });
        // A file is complete only after closing: before that, part of it is in the write-ahead log.
        await store.close();
        return rowsOf(figures, bytesIn(folder) / figures.events);
      } finally {
        bare.close();
        rmSync(bareFolder, { recursive: true });
      }
    }),
};

interface Figures {
  readonly ours: number;
  readonly bare: number;
  readonly events: number;
}

async function measure(
  { quick, progress }: PartOptions,
  stores: { append: (events: readonly CountEvent[]) => Promise<void>; bare: BareSqlite },
): Promise<Figures> {
  const [rounds, slots] = quick ? [3, 200] : [9, 1200];
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const events = Array.from({ length: slots }, (_, i) =>
      slotOf(stream, start + (round * slots + i) * stream.slotMs),
    ).flat();
    const rows = events.map(bareRow);
    ours.push(events.length / (await secondsOf(() => stores.append(events))));
    bare.push(events.length / (await secondsOf(() => stores.bare.write(rows))));
    progress(`round ${round + 1}: ${Math.round(ours.at(-1) ?? 0)}/s, bare ${Math.round(bare.at(-1) ?? 0)}/s`);
  }
  return { ours: median(ours), bare: median(bare), events: rounds * slots * stream.zones };
}

async function secondsOf(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

const bytesIn = (folder: string): number =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.db'))
    .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

function rowsOf({ ours, bare }: Figures, bytes: number): Row[] {
  return [
    {
      what: 'Events stored through the port',
      value: ours,
      unit: 'events/s',
      target: { bound: 'at least', limit: 40_000, aim: 70_000 },
      command,
    },
    {
      what: 'The same against the bare layout',
      value: ours,
      unit: 'events/s',
      against: `bare layout: ${Math.round(bare).toLocaleString('en-US')} rows/s`,
      ratio: ours / bare,
      command,
    },
    { what: 'On disk, bins included', value: bytes, unit: 'bytes/event', command },
  ];
}
