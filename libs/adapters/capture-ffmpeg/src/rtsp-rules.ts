import { notRtsp, Refusal } from './rtsp-sieve.ts';

const redirected = (): Refusal =>
  new Refusal({
    reason: 'offline',
    detail:
      'the camera redirects to another address, which is not followed; register that address itself if the camera is there',
  });

/** A camera sees the URL it was registered with and not the relay's. */
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
 * What a camera may say to ffmpeg: an answer that sends it nowhere else, or a request that is none to go elsewhere.
 * @param address the camera's own, which is the only one that RTP over UDP may be greeted at
 * @throws Refusal
 */
export function answerFrom([first = '', ...headers]: readonly string[], address: string): readonly string[] {
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
