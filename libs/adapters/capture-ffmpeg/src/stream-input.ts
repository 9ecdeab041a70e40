import { portOf, streamKindOf, type Stream } from '@vialog/contracts';
import { addressFault, requestTarget, type StreamFault } from '@vialog/capture';
import { checkStreamAddress, type StreamAddressRules } from '@vialog/network-guard';
import { clipPath } from './clip-path.ts';
import type { CameraTarget } from './dial-camera.ts';
import type { ClipInput } from './ffmpeg-arguments.ts';

export interface CheckedCamera {
  readonly kind: 'camera';
  readonly target: CameraTarget;
  readonly transport: 'tcp' | 'udp';
}

/** A camera is reached through a relay, a clip is read as it is. */
export type CheckedInput =
  | CheckedCamera
  | { readonly kind: 'clip'; readonly input: ClipInput }
  | { readonly kind: 'fault'; readonly fault: StreamFault };

export interface InputRules extends StreamAddressRules {
  readonly mediaDir: string | undefined;
}

/** Input for this stream, or the reason for rejecting it. Checked again for every connection. */
export async function streamInput(stream: Stream, rules: InputRules): Promise<CheckedInput> {
  if (streamKindOf(stream.url) !== 'file') return cameraInput(stream, rules);
  const clip = await clipPath(stream.url, rules.mediaDir);
  if (!clip.ok) return { kind: 'fault', fault: clip.fault };
  return { kind: 'clip', input: { kind: 'clip', path: clip.path, playback: 'loop' } };
}

async function cameraInput(
  { url, transport, certificateSha256 }: Stream,
  rules: InputRules,
): Promise<CheckedInput> {
  const parsed = new URL(url);
  const checked = await checkStreamAddress(parsed, rules);
  if (!checked.ok) return { kind: 'fault', fault: addressFault(checked) };
  const target = { ...targetOf(parsed, requestTarget(url), checked.address), certificateSha256 };
  // RTP over UDP would bypass TLS.
  return { kind: 'camera', target, transport: target.secure ? 'tcp' : transport };
}

/** The connection goes to the checked address, even if the name resolves to another one later. */
function targetOf(url: URL, path: string, address: string): CameraTarget {
  const { hostname, host } = url;
  const scheme = url.protocol === 'rtsps:' ? 'rtsps:' : 'rtsp:';
  return {
    address,
    port: Number(portOf(url)),
    secure: scheme === 'rtsps:',
    name: hostname.replace(/^\[(.*)\]$/, '$1'),
    origin: `${scheme}//${host}`,
    path,
  };
}
