import { SourceByScheme, type FrameSource, type QualityMark } from '@vialog/capture';
import { FfmpegDecoder, FfmpegSource } from '@vialog/capture-ffmpeg';
import { HttpSource } from '@vialog/capture-http';
import { SyntheticSource } from '@vialog/capture-synthetic';
import type { Clock } from '@vialog/contracts';
import { resolveHost } from './resolve-host.ts';
import type { StreamSettings } from './stream-variables.ts';

export interface FrameSourcesOptions {
  readonly settings: StreamSettings;
  /** Folders that are searched for ffmpeg, in the form of PATH. */
  readonly searchPath: string;
  readonly clock: Clock;
  /** Called for each quality mark of a stream. */
  readonly onMark?: ((mark: QualityMark) => void) | undefined;
  /** Part of the request rate of a host that this process may use, 0..1. Default 1. */
  readonly hostShareOf?: ((hostname: string) => number) | undefined;
}

/** One frame source for all kinds of streams, selected by the scheme of the stream URL. */
export function frameSources(options: FrameSourcesOptions): FrameSource {
  const { settings, searchPath, clock, onMark, hostShareOf } = options;
  const common = {
    clock,
    random: Math.random,
    allowed: settings.VIALOG_ALLOW_CIDRS,
    resolve: resolveHost,
  };
  const ffmpeg = new FfmpegSource({ ...common, searchPath, mediaDir: settings.VIALOG_MEDIA_DIR, onMark });
  return new SourceByScheme({
    rtsp: ffmpeg,
    file: ffmpeg,
    snapshot: new HttpSource({
      ...common,
      decoder: new FfmpegDecoder(searchPath),
      hostRates: settings.VIALOG_HOST_RATES,
      hostShareOf,
    }),
    synthetic: new SyntheticSource(clock),
  });
}
