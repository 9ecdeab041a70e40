import { join } from 'node:path';
import { Ballast } from '@vialog/messaging-sqlite';
import type { OutletState } from '@vialog/ingest';
import { systemTimers } from '@vialog/service-runtime';
import type { Logger } from 'pino';

/** How often room that was given back is held again, where the disk can spare it, ms. */
const layAgainMs = 600_000;

/**
 * Holds a little room of the disk back, and gives it up, loudly, when closed slots find none. Returns what the outlet of
 * closed slots tells its state.
 */
export async function holdDiskRoom(
  dataDir: string,
  logger: Logger,
  ending: AbortSignal,
): Promise<(state: OutletState) => void> {
  const ballast = new Ballast({ path: join(dataDir, 'ballast') });
  let held = false;
  const lay = async (): Promise<void> => {
    const laid = held || (await ballast.lay());
    if (!laid) logger.error({ dataDir }, 'the disk of the data folder is nearly full; free some space');
  };
  const failed = (error: unknown): void => logger.error({ err: error }, 'holding room of the disk failed');
  await lay().catch(failed);
  const stop = systemTimers.every(layAgainMs, () => void lay().catch(failed));
  ending.addEventListener('abort', stop, { once: true });
  return (state) => {
    held = state.kind === 'held';
    if (state.kind === 'flowing') logger.info({ lost: state.lost }, 'closed slots are taken again');
    else {
      logger.error(
        { dataDir },
        'closed slots are not taken: the disk is full, or the event store is long away',
      );
      ballast.drop().catch(failed);
    }
  };
}
