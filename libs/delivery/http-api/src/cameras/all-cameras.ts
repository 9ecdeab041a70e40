import type { Camera } from '@vialog/contracts';
import type { CameraDirectory } from '@vialog/registry';

const pageSize = 1_000;

/** Every camera in its newest version, by name, read page by page. */
export async function* allCameras(directory: CameraDirectory): AsyncIterable<Camera> {
  for (let after: { name: string; id: string } | undefined; ;) {
    const page = await directory.list({}, after ? { limit: pageSize, after } : { limit: pageSize });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = { name: last.name, id: last.cameraId };
  }
}
