import { streamProbe, type StreamProbe } from '@vialog/contracts';

/** A working RTSP camera; a URL with "locked" needs credentials. */
export function probeAnswer(url: string): StreamProbe {
  const isLocked = url.includes('locked');
  const found = {
    protocol: 'rtsp',
    transport: 'tcp',
    codec: 'h264',
    width: 1280,
    height: 720,
    framesPerSecond: 25,
    keyframeIntervalMs: 2_000,
  };
  const advice = {
    zoneKind: 'area',
    plan: { mode: 'keyframes' },
    slotMs: 10_000,
    basis: 'key_frames',
    reason: 'A key frame arrives every 2.0 s.',
  };
  return streamProbe.parse({
    outcome: isLocked ? 'credentials_required' : 'playing',
    detail: isLocked
      ? 'The camera asks for a user name and password; enter them and test again.'
      : 'RTSP, h264, 1280 x 720.',
    url,
    encrypted: false,
    authentication: { required: isLocked, schemes: isLocked ? ['Digest MD5'] : [] },
    quality: [],
    recommendations: isLocked ? [] : [advice],
    warnings: [],
    durationMs: 1_200,
    ...(isLocked ? {} : found),
  });
}
