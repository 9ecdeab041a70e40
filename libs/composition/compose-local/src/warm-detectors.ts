import { defaultModelId, type Camera } from '@vialog/contracts';

/** Loads the models of the active cameras while the server starts, so that the first frame does not wait for its detector. */
export function warmDetectors(
  detectors: { warm(modelId: string): void },
  cameras: readonly Pick<Camera, 'lifecycle' | 'model' | 'streamKind'>[],
): void {
  const active = cameras.filter(
    ({ lifecycle, streamKind }) => lifecycle === 'active' && streamKind !== 'counter',
  );
  const models = new Set(active.map((camera) => camera.model.modelId));
  for (const modelId of models.size > 0 ? models : [defaultModelId]) detectors.warm(modelId);
}
