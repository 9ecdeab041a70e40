import { join } from 'node:path';
import { EventBuffer, sendCounts } from '@vialog/ingest';
import { InProcessBus, SqliteOutbox } from '@vialog/messaging-sqlite';
import { systemClock } from '@vialog/service-runtime';
import type { Logger } from 'pino';
import { openDiskReserve } from './disk-reserve.ts';

/** The message bus of one process, with its outbox in the data folder. */
export interface LocalMessaging {
  readonly outbox: SqliteOutbox;
  readonly bus: InProcessBus;
  /** Buffers closed slots and sends them over the bus. */
  readonly buffer: EventBuffer;
}

/** Opens the outbox of the data folder and the bus. The disk reserve is kept until `ending` aborts. */
export async function openLocalMessaging(
  dataDir: string,
  logger: Logger,
  ending: AbortSignal,
): Promise<LocalMessaging> {
  const report = (line: string): void => logger.warn(line);
  const outbox = new SqliteOutbox({ path: join(dataDir, 'outbox.db'), report });
  const bus = new InProcessBus({ outbox, clock: systemClock, report });
  const onStateChange = await openDiskReserve(dataDir, logger, ending);
  const buffer = new EventBuffer({ send: (events) => sendCounts(bus, events, logger) }, { onStateChange });
  return { outbox, bus, buffer };
}
