import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Serves a path as a live playlist whose window moves by one segment each second over the `count` segments of a recording,
 * again and again.
 * @param prefix of the segments: `<prefix>0.ts`, `<prefix>1.ts` …
 */
export function liveHls(path: string, prefix: string, count: number) {
  const startedAt = Date.now();
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    if (request.url !== path) return false;
    const first = Math.floor((Date.now() - startedAt) / 1_000);
    const segments = [first, first + 1, first + 2].map((number) => {
      const discontinuity = number % count === 0 ? '#EXT-X-DISCONTINUITY\n' : '';
      return `${discontinuity}#EXTINF:1.0,\n${prefix}${number % count}.ts?${number}\n`;
    });
    const head = `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:${first}\n`;
    response.end(head + segments.join(''));
    return true;
  };
}
