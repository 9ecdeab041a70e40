import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

export interface HlsOptions {
  /** The clip to cut; its video is copied, not encoded again. */
  readonly clip: string;
  /** Folder for the playlist `index.m3u8` and its segments; created. */
  readonly folder: string;
  /** Default mpegts. */
  readonly segmentType?: 'mpegts' | 'fmp4';
  /** Segment length, s; segments begin with a key frame. Default 2. */
  readonly segmentSeconds?: number;
  /** Further options of ffmpeg's HLS muxer, like `['-hls_flags', 'single_file']`. */
  readonly muxer?: readonly string[];
}

/**
 * Cuts a clip into an HLS recording (a playlist with an end).
 *
 * @throws {Error} with the output of ffmpeg when it fails
 */
export function makeHls({
  clip,
  folder,
  segmentType = 'mpegts',
  segmentSeconds = 2,
  muxer = [],
}: HlsOptions): void {
  mkdirSync(folder, { recursive: true });
  const format = ['-f', 'hls', '-hls_time', String(segmentSeconds), '-hls_list_size', '0'];
  const type = ['-hls_segment_type', segmentType, '-hls_playlist_type', 'vod'];
  const args = [
    '-nostdin',
    '-v',
    'error',
    '-y',
    '-i',
    clip,
    '-map',
    '0:v',
    '-c',
    'copy',
    ...format,
    ...type,
    ...muxer,
  ];
  const result = spawnSync('ffmpeg', [...args, join(folder, 'index.m3u8')], {
    encoding: 'utf8',
    cwd: folder,
  });
  if (result.status !== 0)
    throw new Error(`ffmpeg could not make ${folder}: ${result.stderr || result.error}`);
}
