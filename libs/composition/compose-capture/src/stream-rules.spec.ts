import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { streamRules } from './stream-rules.ts';
import { streamVariables } from './stream-variables.ts';

const read = (source: Record<string, string>) => z.object(streamVariables).parse(source);

describe('stream rules at registration', () => {
  let mediaDir: string;
  beforeAll(async () => {
    mediaDir = await mkdtemp(join(tmpdir(), 'vialog-media-'));
    await writeFile(join(mediaDir, 'clip.mp4'), '');
  });
  afterAll(() => rm(mediaDir, { recursive: true }));
  const rejection = (url: string, ranges = '') =>
    streamRules(read({ VIALOG_MEDIA_DIR: mediaDir, VIALOG_ALLOW_CIDRS: ranges })).rejection({
      url,
      transport: 'tcp',
    });

  test.each([
    ['rtsp://10.1.2.3/live', /10\.1\.2\.3 is not a public address/],
    ['http://localhost:8080/now.jpg', /VIALOG_ALLOW_CIDRS/],
    ['http://[::1]/now.jpg', /is not a public address/],
    ['http://[::ffff:127.0.0.1]/now.jpg', /is not a public address/],
    ...['2130706433', '0177.0.0.1', '0x7f.1', '127.1', '①②⑦.0.0.1', 'camera.localhost', 'LOCALHOST.'].flatMap(
      (host) =>
        ['rtsp', 'http'].map((scheme) => [`${scheme}://${host}/live`, /is not a public address/] as const),
    ),
    ['synthetic:palace', /./],
    ['file:///other.mp4', /./],
  ])('the server rejects %s with a reason', async (url, reason) => {
    expect(await rejection(url)).toMatch(reason);
  });

  test.each(['rtsp://203.0.113.9/live', 'rtsp://camera.example/live', 'file:///clip.mp4', 'synthetic:lot'])(
    'the server accepts %s',
    async (url) => {
      // 203.0.113.0/24 is reserved for documentation, so it must be allowed like a private range.
      expect(await rejection(url, '203.0.113.0/24')).toBeUndefined();
    },
  );

  test('the server accepts a private address when its range is allowed', async () => {
    expect(await rejection('rtsp://10.1.2.3/live', '10.0.0.0/8')).toBeUndefined();
  });
});

test('rejects the configuration and names an invalid address range', () => {
  expect(() => read({ VIALOG_ALLOW_CIDRS: '10.0.0.0/99' })).toThrow(/10\.0\.0\.0\/99/);
});
