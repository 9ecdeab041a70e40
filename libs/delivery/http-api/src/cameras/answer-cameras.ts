import {
  cameraAnswerOf,
  type Camera,
  type CameraAnswer,
  type CamerasPage,
  type RegisteredCamera,
} from '@vialog/contracts';
import { streamWarnings, type Registry, type StoredCamerasPage } from '@vialog/registry';

/** Stored cameras contain encrypted secrets, which no answer contains. */
export const answerCamera = async (stored: Promise<Camera>): Promise<CameraAnswer> =>
  cameraAnswerOf(await stored);

/** The answer to a registration or a change. */
export async function answerStored(
  registry: Pick<Registry, 'cameras'>,
  stored: Promise<Camera>,
): Promise<RegisteredCamera> {
  const camera = await stored;
  const { cameraId, stream } = camera;
  return { ...cameraAnswerOf(camera), warnings: streamWarnings(registry, { cameraId, url: stream.url }) };
}

export async function answerCameras(stored: Promise<StoredCamerasPage>): Promise<CamerasPage> {
  const { items, nextCursor } = await stored;
  return { items: items.map(cameraAnswerOf), nextCursor };
}
