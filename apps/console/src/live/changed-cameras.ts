import type { QueryClient } from '@tanstack/react-query';
import type { CameraSummary } from '@vialog/contracts';
import { itemsOf, withCameras, type CameraItems } from './with-cameras.ts';

/** Changes of one second are read together. */
const batchMs = 1_000;
/** Lists are read again at most this often: a change may add a camera, move it in the list or remove it. */
const reloadMs = 10_000;
/** More changed cameras than this are not read one by one. */
const maxRead = 200;

/** Dependencies; tests pass fakes. */
export interface ChangedCamerasOptions {
  readonly queries: Pick<QueryClient, 'getQueriesData' | 'setQueriesData' | 'invalidateQueries'>;
  readonly readSummaries: (cameraIds: readonly string[]) => Promise<readonly CameraSummary[]>;
}

/**
 * Keeps loaded lists and maps current: a changed camera is read and replaced where it is shown. Lists are read again later,
 * at most once every ten seconds.
 */
export class ChangedCameras {
  readonly #options: ChangedCamerasOptions;
  readonly #changed = new Set<string>();
  #batch: ReturnType<typeof setTimeout> | undefined;
  #reload: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ChangedCamerasOptions) {
    this.#options = options;
  }

  add(cameraIds: readonly string[]): void {
    for (const cameraId of cameraIds) this.#changed.add(cameraId);
    this.#batch ??= setTimeout(() => void this.#update(), batchMs);
    this.#reload ??= setTimeout(() => {
      this.#reload = undefined;
      void this.#options.queries.invalidateQueries({ queryKey: ['cameras'] });
    }, reloadMs);
  }

  stop(): void {
    clearTimeout(this.#batch);
    clearTimeout(this.#reload);
    this.#batch = undefined;
    this.#reload = undefined;
  }

  async #update(): Promise<void> {
    this.#batch = undefined;
    const shown = this.#shown();
    const cameraIds = [...this.#changed].filter((cameraId) => shown.has(cameraId));
    this.#changed.clear();
    if (cameraIds.length === 0 || cameraIds.length > maxRead) return;
    // A failed request is repaired by the reload.
    const cameras = await this.#options.readSummaries(cameraIds).catch(() => []);
    const byId = new Map(cameras.map((camera) => [camera.cameraId, camera]));
    this.#options.queries.setQueriesData<CameraItems>({ queryKey: ['cameras'] }, (data) =>
      data === undefined ? undefined : withCameras(data, byId),
    );
  }

  #shown(): ReadonlySet<string> {
    const loaded = this.#options.queries.getQueriesData<CameraItems>({ queryKey: ['cameras'] });
    const items = loaded.flatMap(([, data]) => (data === undefined ? [] : itemsOf(data)));
    return new Set(items.map(({ cameraId }) => cameraId));
  }
}
