import { notRtsp, Rejection } from './rtsp-filter.ts';

const redirected = (): Rejection =>
  new Rejection({
    reason: 'offline',
    detail:
      'the camera redirects to another address, which is not followed; register that address itself if the camera is there',
  });

/** Replaces the relay's URL by the registered URL. */
export function requestFor(
  [first = '', ...headers]: readonly string[],
  ours: string,
  theirs: string,
): readonly string[] {
  const [method = '', url = '', ...rest] = first.split(' ');
  const isOurs = url.startsWith(ours) && /^([/?]|$)/.test(url.slice(ours.length));
  return [[method, isOurs ? theirs + url.slice(ours.length) : url, ...rest].join(' '), ...headers];
}

/**
 * Allows a message from the camera unless it is a redirect (3xx or REDIRECT).
 * @param address checked address of the camera, the only peer of RTP over UDP
 * @throws {Rejection} when the camera redirects
 */
export function responseFrom(
  [first = '', ...headers]: readonly string[],
  address: string,
): readonly string[] {
  const status = /^RTSP\/\d\.\d (\d{3})( |$)/.exec(first)?.[1];
  if (status?.startsWith('3') === true || first.startsWith('REDIRECT ')) throw redirected();
  if (status === undefined && !/^[A-Z_]{3,20} \S+ RTSP\/\d\.\d$/.test(first)) throw notRtsp();
  return [first, ...headers.map((line) => transportOf(line, address))];
}

/**
 * ffmpeg sends packets to the `source` of a UDP transport, so it is always replaced by the checked address. ffmpeg skips a slash and
 * spaces before the name of a parameter, and takes only the first part as the protocol.
 */
function transportOf(line: string, address: string): string {
  if (!/^transport:/i.test(line)) return line;
  return line
    .split(',')
    .map((one) => one.replace(/;[\s/]*(source|destination)\s*(=[^;]*)?(?=;|$)/gi, ''))
    .map((one) => (/^[^;]*\/TCP/i.test(one) ? one : `${one};source=${address}`))
    .join(',');
}
