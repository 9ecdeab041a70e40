import { join } from 'node:path';
import { ReservedSpace } from '@vialog/messaging-sqlite';
import type { EventBufferState } from '@vialog/ingest';
import { systemTimers } from '@vialog/service-runtime';
import type { Logger } from 'pino';

/** Interval between attempts to reserve disk space again after it was released, ms. */
const reserveIntervalMs = 600_000;

/**
 * Reserves a little disk space in the data folder and releases it when closed slots cannot be stored for lack of space.
 * Returns the listener for the state of the event buffer.
 */
export async function openDiskReserve(
  dataDir: string,
  logger: Logger,
  ending: AbortSignal,
): Promise<(state: EventBufferState) => void> {
  const ballast = new ReservedSpace({ path: join(dataDir, 'ballast') });
  let blocked = false;
  const reserve = async (): Promise<void> => {
    const reserved = blocked || (await ballast.reserve());
    if (!reserved) logger.error({ dataDir }, 'the disk of the data folder is nearly full; free some space');
  };
  const failed = (error: unknown): void => logger.error({ err: error }, 'reserving disk space failed');
  await reserve().catch(failed);
  const stop = systemTimers.every(reserveIntervalMs, () => void reserve().catch(failed));
  ending.addEventListener('abort', stop, { once: true });
  return (state) => {
    blocked = state.kind === 'blocked';
    if (state.kind === 'recovered') {
      logger.info({ lost: state.lost }, 'the outbox accepts closed slots again');
      return;
    }
    logger.error(
      { dataDir },
      'the outbox does not accept closed slots: the disk is full, or the event store has been unavailable for long',
    );
    ballast.release().catch(failed);
  };
}
