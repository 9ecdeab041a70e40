import { samplingIntervalMs, type PixelFormat, type SamplingPlan } from '@vialog/contracts';
import { maxKeyframesPerSecond, maxPicturePixels, type VideoContainer } from '@vialog/capture';

/** Only containers that cannot reference other files; no playlists and no concat files. */
const clipFormats = 'mov,mp4,matroska,webm,avi,mpegts,mpeg,mpegvideo,flv,asf,h264,hevc,ivf,ogg';

/** Longest stall whose frames are all sampled when they arrive together, s. */
const maxStallSeconds = 30;

export interface RtspInput {
  readonly kind: 'rtsp';
  /** Of the relay, on loopback. */
  readonly url: string;
  readonly transport: 'tcp' | 'udp';
  /** How long the socket may be silent, ms. */
  readonly networkTimeoutMs: number;
}

export interface ClipInput {
  readonly kind: 'clip';
  /** Absolute. */
  readonly path: string;
  /** loop: in real time, repeated without end; once: as fast as it decodes, to its end. */
  readonly playback: 'loop' | 'once';
}

/** Input of ffmpeg, built from validated values; user input is never passed unchanged. */
export type Input =
  | RtspInput
  | ClipInput
  | {
      /** Bytes on the standard input. */
      readonly kind: 'pipe';
      readonly container: VideoContainer;
      /** Read at the rate of the time stamps. */
      readonly isPaced: boolean;
    };

/** File descriptor of the list of packets (FFmpeg's format `framecrc`). */
export const packetListFd = 3;

export interface Sampling {
  readonly plan: SamplingPlan;
  /** px */
  readonly width: number;
}

/** The pictures that ffmpeg writes. */
export interface Output extends Sampling {
  readonly pixelFormat: PixelFormat;
  /** Also lists the encoded pictures, on the file descriptor `packetListFd`. */
  readonly listsPackets?: boolean;
  /** Ratio of width to height in which the pictures are shown; undefined: as the stream declares it. */
  readonly aspectRatio?: number | undefined;
}

/**
 * The argument array of one child: pictures of the plan as raw video with time stamps (NUT) on its standard output.
 * All options are fixed; the only external text is the URL or path after -i, and both begin with their scheme.
 */
export function ffmpegArguments(
  input: Input,
  { plan, width, pixelFormat, listsPackets, aspectRatio }: Output,
): readonly string[] {
  return [
    ...['-nostdin', '-hide_banner', '-nostats', '-loglevel', 'error', '-threads', '1'],
    ...['-max_pixels', String(maxPicturePixels)],
    ...(plan.mode === 'keyframes' ? ['-skip_frame', 'nokey'] : []),
    ...inputArguments(input),
    ...['-map', '0:v:0', '-map_metadata', '-1', '-an', '-sn', '-dn'],
    ...['-vf', `${select(input, plan)},${scale(width, pixelFormat, aspectRatio)}`],
    ...['-fps_mode', 'passthrough'],
    // A camera that changes the shape of its picture is opened again; a clip keeps the shape of its first frame.
    ...(input.kind === 'rtsp' ? ['-autoscale', '0'] : []),
    // With more threads the encoder holds back each picture until the next: with key frames, a whole GOP.
    ...['-c:v', 'rawvideo', '-threads:v', '1', '-pix_fmt', pixelFormat],
    ...['-f', 'nut', '-write_index', '0', '-flush_packets', '1', 'pipe:1'],
    ...(listsPackets ? packetList : []),
  ];
}

const packetList = [
  ...['-map', '0:v:0', '-c:v', 'copy', '-f', 'framecrc', '-flush_packets', '1', `pipe:${packetListFd}`],
];

const clipLimits = ['-protocol_whitelist', 'file', '-format_whitelist', clipFormats];

/** The argument array of a child that reads a clip to its end without decoding it and reports how far it came. */
export function clipExtentArguments(path: string): readonly string[] {
  return [
    ...['-nostdin', '-hide_banner', '-nostats', '-loglevel', 'info'],
    ...['-progress', 'pipe:1', '-stats_period', '3600'],
    ...[...clipLimits, '-i', `file:${path}`],
    // The longest stream defines the announced duration.
    ...['-map', '0:v', '-map', '0:a?', '-c', 'copy', '-f', 'null', 'pipe:1'],
  ];
}

function inputArguments(input: Input): readonly string[] {
  if (input.kind === 'clip') {
    const playback = input.playback === 'loop' ? ['-re', '-stream_loop', '-1'] : [];
    return [...clipLimits, ...playback, '-i', `file:${input.path}`];
  }
  if (input.kind === 'pipe') return pipeArguments(input);
  return [
    ...['-protocol_whitelist', 'rtsp,rtp,tcp,udp', '-rtsp_transport', input.transport],
    // Sound and metadata of the camera are never requested.
    ...['-allowed_media_types', 'video'],
    // ffmpeg would analyse a stream of key frames or few frames for 5 s to find rates that are not needed.
    ...['-fpsprobesize', '0', '-analyzeduration', '1000000'],
    ...['-timeout', String(input.networkTimeoutMs * 1_000), '-i', input.url],
  ];
}

const demuxers = { mpegts: 'mpegts', mp4: 'mov', matroska: 'matroska', flv: 'flv' } as const;

function pipeArguments({ container, isPaced }: Extract<Input, { kind: 'pipe' }>): readonly string[] {
  const limits = ['-protocol_whitelist', 'pipe', '-f', demuxers[container]];
  const analysis = ['-fpsprobesize', '0', '-analyzeduration', '1000000'];
  return [...limits, ...analysis, ...(isPaced ? ['-re'] : []), '-i', 'pipe:0'];
}

/** Clips and what is read at the rate of its time stamps are sampled by these, cameras by the time at which frames arrive. */
function select(input: Input, plan: SamplingPlan): string {
  const intervalMs = samplingIntervalMs(plan) ?? 1_000 / maxKeyframesPerSecond;
  const isTimed = input.kind === 'clip' || (input.kind === 'pipe' && input.isPaced);
  return `select='${isTimed ? ofEachInterval(intervalMs) : atTheRateOf(intervalMs / 1_000)}'`;
}

/** The first frame of each interval of the time stamps. Unlike the fps filter it waits for nothing and never repeats a frame. */
function ofEachInterval(intervalMs: number): string {
  const cell = (time: string): string => `floor(${time}*${1_000 / intervalMs}+0.001)`;
  return `isnan(prev_selected_t)+not(eq(${cell('t')},${cell('prev_selected_t')}))`;
}

/**
 * One frame per interval of the arrivals (`time(0)`), because a camera's time stamps may be wrong. The frames of a burst, which
 * arrive at one moment, are selected by their time stamps, at most as many as the stall before it lasted.
 * Registers: 1 time of the last frame, 2 frames due, 3 time since the last selected frame, 0 time since the last frame; s.
 */
function atTheRateOf(interval: number): string {
  const maxDue = Math.max(1, maxStallSeconds / interval);
  return [
    `st(0,if(ld(1),clip(time(0)-ld(1),0,${Math.max(interval, maxStallSeconds)}),${interval}))`,
    'st(1,time(0))',
    `st(2,min(ld(2)+ld(0)/${interval},${maxDue}))`,
    'st(3,ld(3)+ld(0))',
    `if(gte(ld(2),1)*(gte(ld(3),${interval / 2})+${ofEachInterval(interval * 1_000)}),` +
      // Frames that were due and did not come are forgotten when the stream is steady again.
      `st(2,if(between(ld(3),${interval / 2},${interval * 2}),mod(ld(2),1),ld(2)-1));st(3,0);1,0)`,
  ].join(';');
}

/** Plan width or the source's, whichever is less; height by the shape the picture is shown in (its pixels may be oblong). */
function scale(width: number, pixelFormat: PixelFormat, aspectRatio: number | undefined): string {
  const size = `w='min(iw,${Math.round(width)})':h='max(1,round(ow/${aspectRatio ?? 'dar'}))'`;
  // The detector converts back from BT.601 in limited range, for any matrix and range of the source.
  const colours = pixelFormat === 'yuv420p' ? ':out_color_matrix=bt601:out_range=tv' : '';
  return `scale=${size}:flags=bilinear${colours}`;
}
