import type { CameraHealth, Clock, Log } from '@vialog/contracts';
import type { MessageBus } from '@vialog/messaging';

export interface SendHealthPorts {
  readonly bus: Pick<MessageBus, 'publish'>;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly logger: Pick<Log, 'debug' | 'info' | 'error'>;
}

/** Changes of one camera that are logged within the window, ms; a camera that changes more often flaps. */
const maxLogged = 6;
const windowMs = 10 * 60_000;

/**
 * Returns a function that logs and publishes the health of cameras. Health that the bus does not accept is not repeated,
 * because newer health follows. Flapping cameras are logged a few times in ten minutes; the other lines have the level debug.
 */
export function sendHealth({ bus, clock, logger }: SendHealthPorts): (health: CameraHealth) => void {
  const logged = new Map<string, readonly number[]>();
  return (health) => {
    const { cameraId, state, reason, detail } = health;
    const now = clock.monotonic();
    const recent = (logged.get(cameraId) ?? []).filter((at) => now - at < windowMs);
    const isFlapping = recent.length >= maxLogged;
    if (!isFlapping) logged.set(cameraId, [...recent, now]);
    const message = recent.length === maxLogged - 1 ? flapping : 'camera health';
    logger[isFlapping ? 'debug' : 'info']({ cameraId, state, reason, detail }, message);
    bus
      .publish('vialog.v1.health', health)
      .catch((error: unknown) =>
        logger.error({ err: error, cameraId }, 'publishing the health of a camera failed'),
      );
  };
}

const flapping = 'camera health; the camera flaps, further changes within ten minutes are logged as debug';
