import { start, type BusUnderTest } from '@vialog/messaging/conformance';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InProcessBus } from './in-process-bus.ts';
import { MemoryOutbox } from './memory-outbox.fake.ts';
import type { Outbox } from './outbox.port.ts';
import { SqliteOutbox } from './sqlite-outbox.ts';

const redelivery = { minMs: 5, maxMs: 200 };
const clock = { now: () => start, monotonic: () => 0 };

/** Buses opened one after the other, as processes on the same file. */
function busUnderTestOn(outboxes: { open(): Outbox; last(): Outbox; remove(): Promise<void> }): BusUnderTest {
  return {
    openBus: () => Promise.resolve(new InProcessBus({ outbox: outboxes.open(), clock, redelivery })),
    crash: () => Promise.resolve(),
    put: async (subject, body) => void (await outboxes.last().put(subject, body)),
    pending: async (consumer) => (await outboxes.last().pending(consumer)).length,
    deadLetters: () => outboxes.last().list(100),
    remove: () => outboxes.remove(),
  };
}

/** Buses over one outbox in memory. */
export function inMemoryBusUnderTest(): Promise<BusUnderTest> {
  const outbox = new MemoryOutbox();
  return Promise.resolve(
    busUnderTestOn({ open: () => outbox, last: () => outbox, remove: () => outbox.close() }),
  );
}

/** Buses over one SQLite file in a temporary folder. */
export async function sqliteBusUnderTest(): Promise<BusUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'messaging-sqlite-'));
  const path = join(folder, 'outbox.db');
  const opened: SqliteOutbox[] = [];
  const open = () => {
    const outbox = new SqliteOutbox({ path });
    opened.push(outbox);
    return outbox;
  };
  return busUnderTestOn({
    open,
    last: () => opened.at(-1) ?? open(),
    remove: async () => {
      for (const outbox of opened) await outbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  });
}
