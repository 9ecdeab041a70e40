import { cameraAnswerOf, type Camera, type CameraAnswer, type CamerasPage } from '@vialog/contracts';
import type { StoredCamerasPage } from '@vialog/registry';

/** Stored cameras contain encrypted secrets, which no answer contains. */
export const answerCamera = async (stored: Promise<Camera>): Promise<CameraAnswer> =>
  cameraAnswerOf(await stored);

export async function answerCameras(stored: Promise<StoredCamerasPage>): Promise<CamerasPage> {
  const { items, nextCursor } = await stored;
  return { items: items.map(cameraAnswerOf), nextCursor };
}
