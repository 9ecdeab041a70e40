import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FfmpegDecoder } from '@vialog/capture-ffmpeg';
import { parseAddressRanges } from '@vialog/network-guard';
import {
  describeUnless,
  makeHls,
  missingSystemNeeds,
  startFileServer,
  type FileServer,
} from '@vialog/testkit';
import { HttpSource } from './http-source.ts';

const searchPath = process.env['PATH'] ?? '';
const source = new HttpSource({
  clock: { now: () => Date.now(), monotonic: () => performance.now() },
  random: () => 0,
  decoder: new FfmpegDecoder(searchPath),
  allowed: parseAddressRanges('127.0.0.0/8'),
  resolve: (host) => Promise.resolve([host]),
  hostGapMs: 0,
});

const head = `#EXTM3U
#EXT-X-VERSION:9
#EXT-X-TARGETDURATION:1
#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=6.0,PART-HOLD-BACK=1.0
#EXT-X-PART-INF:PART-TARGET=0.33
`;
const partsOf = (number: number): string =>
  ['a', 'b']
    .map((part) => `#EXT-X-PART:DURATION=0.33,URI="part${number}${part}.mp4",INDEPENDENT=YES\n`)
    .join('');

/** A low-latency playlist (RFC 8216bis) whose newest segment is still being written and listed as parts only. */
function lowLatencyPlaylist(writing: number): string {
  const first = Math.max(0, writing - 3);
  const complete = Array.from({ length: writing - first }, (_, index) => first + index)
    .map((number) => `${partsOf(number)}#EXTINF:1.0,\nindex${number % 3}.m4s?${number}\n`)
    .join('#EXT-X-DISCONTINUITY\n');
  const tail = `#EXT-X-DISCONTINUITY\n${partsOf(writing)}#EXT-X-PRELOAD-HINT:TYPE=PART,URI="part${writing}c.mp4"\n`;
  const report = `#EXT-X-RENDITION-REPORT:URI="../other/index.m3u8",LAST-MSN=${writing},LAST-PART=1\n`;
  return `${head}#EXT-X-MEDIA-SEQUENCE:${first}\n#EXT-X-MAP:URI="init.mp4"\n${complete}${tail}${report}`;
}

describeUnless(missingSystemNeeds(['ffmpeg']), describe)('low-latency HLS', () => {
  let folder = '';
  let server: FileServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vialog-ll-hls-'));
    const clip = join(folder, 'clip.mp4');
    const video =
      '-f lavfi -i testsrc=s=320x180:r=10:d=3 -pix_fmt yuv420p -c:v libx264 -preset ultrafast -g 10';
    spawnSync('ffmpeg', [...'-nostdin -v error -y'.split(' '), ...video.split(' '), clip]);
    makeHls({ clip, folder, segmentType: 'fmp4', segmentSeconds: 1 });
    let refreshes = 0;
    const responder: NonNullable<Parameters<typeof startFileServer>[0]['reply']> = (request, response) => {
      if (request.url?.startsWith('/live.m3u8') !== true) return false;
      // The first response lists parts only: the first segment is not complete.
      response.end(lowLatencyPlaylist(refreshes));
      refreshes += 1;
      return true;
    };
    server = await startFileServer({ folder, ranges: true, reply: responder });
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('reads low-latency HLS as ordinary HLS: each complete segment once, without parts, hints and blocking requests', async () => {
    const request = {
      stream: { url: `${server.origin}/live.m3u8`, transport: 'tcp' as const },
      plan: { mode: 'interval', intervalMs: 500 } as const,
      width: 320,
      pixelFormat: 'rgb24' as const,
    };
    let pictures = 0;
    for await (const event of source.frames(request, AbortSignal.timeout(900_000))) {
      expect(event).toMatchObject({ kind: 'picture', protocol: 'hls', picture: { width: 320 } });
      pictures += 1;
      if (pictures === 8) break;
    }
    const paths = server.requests.map(({ path }) => path);
    const segments = paths.filter((path) => path.includes('.m4s'));
    expect(segments.slice(0, 3)).toEqual(['/index0.m4s?0', '/index1.m4s?1', '/index2.m4s?2']);
    expect(new Set(segments).size).toBe(segments.length);
    expect(paths.filter((path) => /part|_HLS_|other/.test(path))).toEqual([]);
  });
});
