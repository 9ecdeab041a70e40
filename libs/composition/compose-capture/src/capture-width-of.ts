import type { Camera } from '@vialog/contracts';
import { captureWidth } from '@vialog/detection';
import type { ModelStore } from '@vialog/models';

/** Width while the model card cannot be read, px. */
const defaultWidth = 416;

/** Width at which a camera is captured, px: derived from its zones and its model. */
export async function captureWidthOf(
  camera: Pick<Camera, 'zones' | 'model'>,
  models: Pick<ModelStore, 'card'>,
): Promise<number> {
  const card = await models.card(camera.model.modelId).catch(() => undefined);
  return card ? captureWidth(camera.zones, card) : defaultWidth;
}
