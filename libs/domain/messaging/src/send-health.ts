import type { CameraHealth } from '@vialog/contracts';
import type { MessageBus } from './message-bus.port.ts';

interface HealthLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Tells how a camera is doing, to the log and on the bus. One that the bus does not take is not kept: the next one says more. */
export function sendHealth(bus: Pick<MessageBus, 'publish'>, health: CameraHealth, logger: HealthLog): void {
  const { cameraId, state, reason, detail } = health;
  logger.info({ cameraId, state, reason, detail }, 'camera health');
  bus
    .publish('vialog.v1.health', health)
    .catch((error: unknown) => logger.error({ err: error, cameraId }, 'telling a camera’s health failed'));
}
