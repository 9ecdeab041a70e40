import type { FaultCause, StreamFault } from '@vialog/capture';

type Complaint = readonly [pattern: RegExp, fault: StreamFault];
const offline = (detail: string, cause: FaultCause = 'failed'): StreamFault => ({
  reason: 'offline',
  detail,
  cause,
});
const undecodable = (detail: string): StreamFault => ({ reason: 'decode_error', detail });

/**
 * Messages of ffmpeg and their meaning; the first match wins. Only these fixed sentences are shown, because ffmpeg's own
 * messages contain addresses and paths.
 */
const complaints: readonly Complaint[] = [
  [
    /Connection refused/,
    offline(
      'the connection was refused: no server listens at this address and port; check that the camera is on',
      'unreachable',
    ),
  ],
  [/403 Forbidden/, offline('the camera rejects this stream (403); check its access settings')],
  [
    /404 Not Found|454 |Stream Not Found/,
    offline('the camera has no such stream (404); check the path', 'not_found'),
  ],
  [
    /461 |Unsupported [Tt]ransport/,
    offline('the camera rejects this transport; set transport to the other one, tcp or udp'),
  ],
  [
    /[45]XX|Server returned [45]\d\d|method \w+ failed: [45]\d\d/,
    offline('the camera responded with an error'),
  ],
  [
    /No route to host|Network is unreachable|Host is down/,
    offline('there is no route to the camera', 'unreachable'),
  ],
  [/Connection timed out|Operation timed out/, offline('the camera stopped responding', 'unreachable')],
  [/Connection reset|Broken pipe|End of file/, offline('the camera closed the connection')],
  [
    /No such file or directory|Permission denied/,
    offline('the clip does not exist or cannot be read; check the file and its permissions'),
  ],
  [
    /Format not on whitelist/,
    undecodable(
      'this is a picture or a format that is not allowed; expected a video like MP4, MKV or MPEG-TS',
    ),
  ],
  [/on whitelist/, undecodable('the stream refers to a protocol or format that is not allowed')],
  [/exceeds specified max pixel count/, undecodable('the picture is larger than 64 megapixels')],
  [/matches no streams/, undecodable('this stream has no video')],
  [/moov atom not found/, undecodable('the clip is truncated or not a video; record or copy it again')],
  [/Invalid data found/, undecodable('the data is not a video stream that ffmpeg can read')],
  [
    /Decoder .* not found|Unknown decoder|Unsupported codec/,
    undecodable('ffmpeg has no decoder for this stream'),
  ],
  [/Error while decoding|decode_slice_header error/, undecodable('the stream is damaged')],
];

const nothingOverUdp = offline(
  'the camera accepted the stream over UDP, but no packet arrived: a firewall or NAT may block it; set transport to tcp',
  'no_picture',
);

/**
 * Explains why ffmpeg ended.
 * @param messages its standard error output
 * @param delivered whether it had delivered a picture
 * @param transport of RTP, for a camera
 */
export function explainFfmpeg(messages: string, delivered: boolean, transport?: 'tcp' | 'udp'): StreamFault {
  if (transport === 'udp' && !delivered && /timed out/.test(messages)) return nothingOverUdp;
  const known = complaints.find(([pattern]) => pattern.test(messages));
  if (known !== undefined) return known[1];
  return delivered
    ? offline('the stream ended')
    : offline('the stream ended without a picture and without an error message');
}
