import type { LiveHub } from '@vialog/events';
import type { CameraCache } from '@vialog/registry';
import type { Logger } from 'pino';
import { ChangedCameras } from './changed-cameras.ts';

const retryMs = 1_000;

export interface RegistryChangesOptions {
  readonly cameras: CameraCache;
  readonly live: LiveHub;
  readonly logger: Logger;
  /** Stops following; abort it before the registry is closed. */
  readonly signal: AbortSignal;
}

/** Updates the camera cache and publishes changes to the live feed until the signal aborts. Retries after an error. */
export function publishRegistryChanges(options: RegistryChangesOptions): void {
  const { cameras, live, logger, signal } = options;
  const changed = new ChangedCameras(live);
  cameras
    .follow((change) => {
      if (change.kind === 'version') changed.add(change.camera);
    }, signal)
    .catch((error: unknown) => {
      if (signal.aborted) return;
      logger.error({ err: error }, 'following the registry failed; retrying in 1 s');
      setTimeout(() => publishRegistryChanges(options), retryMs).unref();
    });
}
