import { paintStill, parseLotUrl } from '@vialog/capture-synthetic';
import type { Camera, Clock } from '@vialog/contracts';

/** Still pictures of synthetic scenes. Real cameras have none (undefined): their pictures are never shown. */
export const syntheticStills = (clock: Clock) => ({
  take: async (camera: Camera): Promise<Uint8Array | undefined> => {
    if (camera.streamKind !== 'synthetic') return undefined;
    const scene = parseLotUrl(camera.stream.url);
    return scene.fault === 'cut' ? undefined : paintStill(scene, clock.now());
  },
});
