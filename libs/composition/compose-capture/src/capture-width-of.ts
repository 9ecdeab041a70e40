import type { Camera } from '@vialog/contracts';
import { captureWidth } from '@vialog/detection';
import type { ModelStore } from '@vialog/models';

/** While the model cannot be looked at, px. */
const usualWidth = 416;

/** Width at which pictures of a camera are wanted, px: follows from its zones and its model. */
export async function captureWidthOf(camera: Camera, models: Pick<ModelStore, 'card'>): Promise<number> {
  const card = await models.card(camera.model.modelId).catch(() => undefined);
  return card ? captureWidth(camera.zones, card) : usualWidth;
}
