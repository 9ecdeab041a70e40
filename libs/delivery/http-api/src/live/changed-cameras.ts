import { maxCamerasPerMessage, type Camera } from '@vialog/contracts';
import type { LiveHub } from '@vialog/events';

/** Changes within this time are published together, ms. */
const batchMs = 250;
/** Up to this number of cameras, each has its own message with its version. */
const maxSingle = 20;

/**
 * Publishes changed cameras to the live feed: a few with one message each, many (an import) with one message for up to 500.
 * A camera that changes several times within the batch is published once, with its newest version.
 */
export class ChangedCameras {
  readonly #live: Pick<LiveHub, 'publish'>;
  readonly #versions = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(live: Pick<LiveHub, 'publish'>) {
    this.#live = live;
  }

  add({ cameraId, version }: Pick<Camera, 'cameraId' | 'version'>): void {
    this.#versions.set(cameraId, version);
    this.#timer ??= setTimeout(() => this.#publish(), batchMs).unref();
  }

  #publish(): void {
    const changed = [...this.#versions];
    this.#timer = undefined;
    this.#versions.clear();
    if (changed.length <= maxSingle) {
      for (const [cameraId, version] of changed)
        this.#live.publish({ name: 'camera', data: { cameraId, version } });
      return;
    }
    for (let at = 0; at < changed.length; at += maxCamerasPerMessage) {
      const cameraIds = changed.slice(at, at + maxCamerasPerMessage).map(([cameraId]) => cameraId);
      this.#live.publish({ name: 'cameras', data: { cameraIds } });
    }
  }
}
