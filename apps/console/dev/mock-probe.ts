import { streamProbe, type SamplingAdvice, type Stream, type StreamProbe } from '@vialog/contracts';

/** Of the certificate of every mock camera with TLS. */
export const mockFingerprint = '5e'.repeat(32);

const found = {
  outcome: 'playing',
  detail: 'RTSP, h264, 1280 x 720.',
  protocol: 'rtsp',
  transport: 'tcp',
  codec: 'h264',
  width: 1280,
  height: 720,
  framesPerSecond: 25,
  keyframeIntervalMs: 2_000,
  authentication: { required: false, schemes: [] },
};
const locked = {
  outcome: 'credentials_required',
  detail: 'The camera requires a user name and password; enter them and test again.',
  authentication: { required: true, schemes: ['Digest MD5'] },
};
const untrusted = {
  outcome: 'tls_failed',
  detail: 'The certificate of the camera is self-signed; compare its fingerprint at the camera.',
  certificateSha256: mockFingerprint,
  authentication: { schemes: [] },
};
const reason = 'A key frame arrives every 2.0 s.';
const recommendations: SamplingAdvice[] = [
  { zoneKind: 'area', plan: { mode: 'keyframes' }, slotMs: 10_000, basis: 'key_frames', reason },
  { zoneKind: 'bays', plan: { mode: 'keyframes' }, slotMs: 60_000, basis: 'key_frames', reason },
];

/** A working camera; a URL with "locked" needs credentials, and one with TLS its pinned certificate. */
export function probeResponse({ url, certificateSha256 }: Stream): StreamProbe {
  const encrypted = /^(rtsps|https):/.test(url);
  const report = url.includes('locked')
    ? locked
    : encrypted && certificateSha256 !== mockFingerprint
      ? untrusted
      : { ...found, recommendations };
  return streamProbe.parse({
    url,
    encrypted,
    quality: [],
    recommendations: [],
    warnings: [],
    durationMs: 1_200,
    ...report,
  });
}
