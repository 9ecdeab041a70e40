import { seconds } from './advise-sampling.ts';
import type { StreamProbe } from '@vialog/contracts';

const codecNames: Readonly<Record<string, string>> = {
  h264: 'H.264',
  hevc: 'H.265',
  mjpeg: 'Motion JPEG',
  mpeg4: 'MPEG-4',
  av1: 'AV1',
  vp8: 'VP8',
  vp9: 'VP9',
  png: 'PNG',
  webp: 'WebP',
};

const sources: Readonly<Record<NonNullable<StreamProbe['protocol']>, string>> = {
  rtsp: 'over RTSP',
  rtsps: 'over RTSP with TLS',
  snapshot: 'snapshots over HTTP',
  mjpeg: 'over HTTP',
  hls: 'over HLS',
  video: 'over HTTP',
  file: 'from a clip',
  synthetic: 'of a rendered scene',
};

/** Like `H.264 over RTSP` or `JPEG snapshots over HTTP`. */
function nameOf({ codec, protocol }: Pick<StreamProbe, 'codec' | 'protocol'>): string {
  const name = codec === undefined ? undefined : (codecNames[codec] ?? codec);
  const what = protocol === 'snapshot' && codec === 'mjpeg' ? 'JPEG' : (name ?? 'pictures');
  return protocol === undefined ? what : `${what} ${sources[protocol]}`;
}

type Found = Pick<
  StreamProbe,
  'codec' | 'protocol' | 'width' | 'height' | 'framesPerSecond' | 'keyframeIntervalMs' | 'refreshMs'
>;

/** One sentence about a stream that delivers pictures. */
export function describeFound(found: Found): string {
  const { width, height, framesPerSecond, keyframeIntervalMs, refreshMs } = found;
  const parts = [
    nameOf(found),
    `${width} × ${height} px`,
    framesPerSecond === undefined ? '' : `${Number(framesPerSecond.toFixed(1))} frames/s`,
    keyframeIntervalMs === undefined ? '' : `a key frame every ${seconds(keyframeIntervalMs)}`,
    refreshMs === undefined ? '' : `a new picture every ${seconds(refreshMs)}`,
  ];
  return sentence(parts.filter((part) => part !== '').join(', '));
}

/** Starts with a capital letter, unless it starts with a URL, and ends with a full stop. */
export function sentence(text: string): string {
  const whole = /[.!?]$/.test(text) ? text : `${text}.`;
  return /^[a-z]+:\S/.test(whole) ? whole : whole.charAt(0).toUpperCase() + whole.slice(1);
}
