import { seconds } from './advise-sampling.ts';
import type { StreamProbe } from '@vialog/contracts';

const codecNames: Readonly<Record<string, string>> = {
  h264: 'H.264',
  hevc: 'H.265',
  mjpeg: 'JPEG',
  mpeg4: 'MPEG-4',
  av1: 'AV1',
  vp8: 'VP8',
  vp9: 'VP9',
  png: 'PNG',
  webp: 'WebP',
};

const protocolNames: Readonly<Record<NonNullable<StreamProbe['protocol']>, string>> = {
  rtsp: 'over RTSP',
  rtsps: 'over RTSP with TLS',
  snapshot: 'snapshots over HTTP',
  mjpeg: 'motion pictures over HTTP',
  hls: 'over HLS',
  video: 'video over HTTP',
  file: 'from a clip',
  synthetic: 'a rendered scene',
};

type Found = Pick<
  StreamProbe,
  'codec' | 'protocol' | 'width' | 'height' | 'framesPerSecond' | 'keyframeIntervalMs' | 'refreshMs'
>;

/** One sentence about a stream that delivers pictures. */
export function describeFound(found: Found): string {
  const { codec, protocol, width, height, framesPerSecond, keyframeIntervalMs, refreshMs } = found;
  const what = [codec && (codecNames[codec] ?? codec), protocol && protocolNames[protocol]];
  const parts = [
    what.filter(Boolean).join(' ') || 'A stream',
    `${width} × ${height} px`,
    framesPerSecond === undefined ? '' : `${Number(framesPerSecond.toFixed(1))} frames/s`,
    keyframeIntervalMs === undefined ? '' : `a key frame every ${seconds(keyframeIntervalMs)}`,
    refreshMs === undefined ? '' : `a new picture every ${seconds(refreshMs)}`,
  ];
  return sentence(parts.filter((part) => part !== '').join(', '));
}

/** Starts with a capital letter and ends with a full stop. */
export function sentence(text: string): string {
  const whole = /[.!?]$/.test(text) ? text : `${text}.`;
  return whole.charAt(0).toUpperCase() + whole.slice(1);
}
