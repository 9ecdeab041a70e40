import type { CameraHealth, Log } from '@vialog/contracts';
import type { MessageBus } from '@vialog/messaging';

/** Tells how a camera is doing, to the log and on the bus. One that the bus does not take is not kept: the next one says more. */
export function sendHealth(
  bus: Pick<MessageBus, 'publish'>,
  health: CameraHealth,
  logger: Pick<Log, 'info' | 'error'>,
): void {
  const { cameraId, state, reason, detail } = health;
  logger.info({ cameraId, state, reason, detail }, 'camera health');
  bus
    .publish('vialog.v1.health', health)
    .catch((error: unknown) => logger.error({ err: error, cameraId }, 'telling a camera’s health failed'));
}
