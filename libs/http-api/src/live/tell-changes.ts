import type { LiveHub } from '@vialog/events';
import type { RememberedCameras } from '@vialog/registry';
import type { Logger } from 'pino';

const againMs = 1_000;

export interface ChangesFollowed {
  readonly cameras: RememberedCameras;
  readonly live: LiveHub;
  readonly logger: Logger;
}

/** Keeps the remembered cameras fresh and tells browsers of changes, for the life of the process. */
export function tellChanges({ cameras, live, logger }: ChangesFollowed): void {
  cameras
    .follow((change) => {
      if (!('camera' in change)) return;
      const { cameraId, version } = change.camera;
      live.publish({ name: 'camera', data: { cameraId, version } });
    })
    .catch((error: unknown) => {
      logger.error({ err: error }, 'following the registry failed; it is tried again');
      setTimeout(() => tellChanges({ cameras, live, logger }), againMs).unref();
    });
}
