import { start, type BusPlace } from '@vialog/messaging/conformance';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryBus } from './memory-bus.ts';
import { MemoryOutbox } from './memory-outbox.ts';
import type { Outbox } from './outbox.port.ts';
import { SqliteOutbox } from './sqlite-outbox.ts';

const pauses = { shortestMs: 5, longestMs: 200 };
const clock = { now: () => start, monotonic: () => 0 };

/** Buses over one outbox after the other, as processes over one file. */
function placeOn(outboxes: { open(): Outbox; last(): Outbox; remove(): Promise<void> }): BusPlace {
  return {
    openBus: () => Promise.resolve(new MemoryBus({ outbox: outboxes.open(), clock, pauses })),
    crash: () => Promise.resolve(),
    put: async (subject, body) => void (await outboxes.last().put(subject, body)),
    waiting: async (durable) => (await outboxes.last().pending(durable)).length,
    deadLetters: () => outboxes.last().deadLetters(100),
    remove: () => outboxes.remove(),
  };
}

/** Buses over one outbox in memory. */
export function memoryBusPlace(): Promise<BusPlace> {
  const outbox = new MemoryOutbox();
  return Promise.resolve(placeOn({ open: () => outbox, last: () => outbox, remove: () => outbox.close() }));
}

/** Buses over one SQLite file in a temporary folder. */
export async function sqliteBusPlace(): Promise<BusPlace> {
  const folder = await mkdtemp(join(tmpdir(), 'messaging-sqlite-'));
  const path = join(folder, 'outbox.db');
  const opened: SqliteOutbox[] = [];
  const open = () => {
    const outbox = new SqliteOutbox({ path });
    opened.push(outbox);
    return outbox;
  };
  return placeOn({
    open,
    last: () => opened.at(-1) ?? open(),
    remove: async () => {
      for (const outbox of opened) await outbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  });
}
