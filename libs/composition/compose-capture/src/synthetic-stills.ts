import { paintStill, parseLotUrl } from '@vialog/capture-synthetic';
import type { Camera, Clock } from '@vialog/contracts';

/** Drawn scenes may be shown: nobody is in them. Pictures of real cameras never are: undefined. */
export const syntheticStills = (clock: Clock) => ({
  take: async (camera: Camera): Promise<Uint8Array | undefined> => {
    if (camera.streamKind !== 'synthetic') return undefined;
    const scene = parseLotUrl(camera.stream.url);
    return scene.fault === 'cut' ? undefined : paintStill(scene, clock.now());
  },
});
