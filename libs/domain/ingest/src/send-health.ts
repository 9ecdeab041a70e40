import type { CameraHealth, Log } from '@vialog/contracts';
import type { MessageBus } from '@vialog/messaging';

/** Logs and publishes the health of a camera. Health that the bus does not accept is not repeated, because newer health follows. */
export function sendHealth(
  bus: Pick<MessageBus, 'publish'>,
  health: CameraHealth,
  logger: Pick<Log, 'info' | 'error'>,
): void {
  const { cameraId, state, reason, detail } = health;
  logger.info({ cameraId, state, reason, detail }, 'camera health');
  bus
    .publish('vialog.v1.health', health)
    .catch((error: unknown) =>
      logger.error({ err: error, cameraId }, 'publishing the health of a camera failed'),
    );
}
