import type { LiveHub } from '@vialog/events';
import type { CameraCache } from '@vialog/registry';
import type { Logger } from 'pino';

const againMs = 1_000;

export interface RegistryChangesOptions {
  readonly cameras: CameraCache;
  readonly live: LiveHub;
  readonly logger: Logger;
  /** Ends the following: before the registry is closed. */
  readonly signal: AbortSignal;
}

/** Keeps the remembered cameras fresh and tells browsers of changes until the signal aborts. */
export function publishRegistryChanges(followed: RegistryChangesOptions): void {
  const { cameras, live, logger, signal } = followed;
  cameras
    .follow((change) => {
      if (!('camera' in change)) return;
      const { cameraId, version } = change.camera;
      live.publish({ name: 'camera', data: { cameraId, version } });
    }, signal)
    .catch((error: unknown) => {
      if (signal.aborted) return;
      logger.error({ err: error }, 'following the registry failed; it is tried again');
      setTimeout(() => publishRegistryChanges(followed), againMs).unref();
    });
}
