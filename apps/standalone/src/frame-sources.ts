import { SourceByScheme, type FrameSource } from '@vialog/capture';
import { FfmpegSource } from '@vialog/capture-ffmpeg';
import { SnapshotSource } from '@vialog/capture-http';
import { paintStill, parseLotUrl, SyntheticSource } from '@vialog/capture-synthetic';
import type { Camera } from '@vialog/contracts';
import type { Stills } from '@vialog/http-api';
import { systemClock } from '@vialog/service-kit';
import type { Configuration } from './configuration.ts';

/** Every way this server gets pictures, by the scheme of the stream's URL. */
export function frameSources(configuration: Configuration, searchPath: string): FrameSource {
  const surroundings = { clock: systemClock, random: Math.random, allowed: configuration.VIALOG_ALLOW_CIDRS };
  const ffmpeg = new FfmpegSource({ ...surroundings, searchPath, mediaDir: configuration.VIALOG_MEDIA_DIR });
  return new SourceByScheme({
    rtsp: ffmpeg,
    file: ffmpeg,
    snapshot: new SnapshotSource(surroundings),
    synthetic: new SyntheticSource(systemClock),
  });
}

/** Drawn scenes may be shown: nobody is in them. Pictures of real cameras never are. */
export const syntheticStills: Stills = {
  take: async (camera: Camera) => {
    if (camera.streamKind !== 'synthetic') return undefined;
    const scene = parseLotUrl(camera.stream.url);
    return scene.fault === 'cut' ? undefined : paintStill(scene, systemClock.now());
  },
};
