import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { zoneKey, type CountEvent } from '@vialog/contracts';
import { startOf, sumSlots, type AfterKey, type EventReader, type ZoneSums } from '@vialog/events';
import { SetClock } from '@vialog/events/conformance';
import { entryOptions } from './entry-url.ts';
import { openSqliteEventStore } from './sqlite-event-store.ts';

const start = Date.parse('2026-03-31T00:00:00.000Z');
const kills = 12;

/** Runs a writer for some time after its first acknowledgement, kills it, and returns what it acknowledged. */
function runAndKill(folder: string, firstRound: number, afterMs: number) {
  const entry = fileURLToPath(new URL('./crash-writer.fixture.ts', import.meta.url));
  const child = fork(entry, [folder, String(firstRound), String(start)], { execArgv: entryOptions });
  return new Promise<{ ids: string[]; round: number }>((resolve) => {
    const ids: string[] = [];
    let round = firstRound;
    child.on('message', (sent: { round: number; ids: string[] }) => {
      if (ids.length === 0) setTimeout(() => child.kill('SIGKILL'), afterMs);
      ids.push(...sent.ids);
      round = sent.round;
    });
    child.on('exit', () => resolve({ ids, round }));
  });
}

async function everything(store: EventReader): Promise<CountEvent[]> {
  const all: CountEvent[] = [];
  for (let after: AfterKey | undefined, more = true; more;) {
    const query = { from: 0, to: start * 2, where: { kind: 'all' } } as const;
    const slice = await store.search(query, { limit: 1000, ...(after ? { after } : {}) });
    all.push(...slice.items);
    const last = slice.items.at(-1);
    more = slice.more && last !== undefined;
    if (last) after = { slotStart: startOf(last), eventId: last.eventId };
  }
  return all;
}

const inOrder = (rows: readonly ZoneSums[]): ZoneSums[] => {
  const key = (row: ZoneSums): string => `${row.start}/${zoneKey(row)}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
};

it(`a store that is killed ${kills} times while it writes keeps every acknowledged record exactly once, with sums equal to its slots`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vialog-kill-'));
  const acknowledged = new Set<string>();
  let round = 0;
  for (let i = 0; i < kills; i += 1) {
    const run = await runAndKill(folder, round, 5 + ((i * 37) % 60));
    expect(run.ids.length).toBeGreaterThan(0);
    for (const id of run.ids) acknowledged.add(id);
    // Starts some rounds earlier, as unacknowledged messages are delivered again.
    round = Math.max(0, run.round - 8);
  }

  const store = await openSqliteEventStore({ folder, clock: new SetClock('2026-03-31T23:00:00.000Z') });
  const slots = await everything(store);
  const ids = new Set(slots.map((event) => event.eventId));
  expect(ids.size).toBe(slots.length);
  expect([...acknowledged].filter((id) => !ids.has(id))).toEqual([]);
  const edges = Array.from({ length: 97 }, (_, i) => start + i * 900_000);
  expect(inOrder(await store.sums({ edges }))).toEqual(inOrder(sumSlots(slots, { edges })));
  await store.close();
  rmSync(folder, { recursive: true });
});
