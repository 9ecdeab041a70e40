import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maskUrl, replaceUrlSecrets, splitCredentials } from './index.ts';

describe('splitCredentials', () => {
  test.each([
    ['rtsp://admin:secret@cam/1', 'rtsp://cam/1', 'admin', 'secret'],
    ['rtsp://admin:p%40ss%3A%2F%20w@cam:554/1?a=b@c', 'rtsp://cam:554/1?a=b@c', 'admin', 'p@ss:/ w'],
    ['rtsp://admin:p@ss@cam/1', 'rtsp://cam/1', 'admin', 'p@ss'],
    ['rtsp://admin:100%@cam/1', 'rtsp://cam/1', 'admin', '100%'],
    ['http://admin@cam', 'http://cam', 'admin', ''],
    ['https://:secret@[::1]:8443/a', 'https://[::1]:8443/a', '', 'secret'],
    ['rtsp://%E7%AE%A1:%E5%AF%86@cam/1', 'rtsp://cam/1', '管', '密'],
  ])('takes user name and password out of %s and decodes them', (from, url, username, password) => {
    expect(splitCredentials(from)).toEqual({ url, credentials: { username, password } });
  });

  test.each(['rtsp://cam/1', 'synthetic:lot?seed=7', 'not a url', 'http://cam/a@b.jpg'])(
    'splitCredentials does not change %s',
    (url) => {
      expect(splitCredentials(url)).toEqual({ url });
    },
  );

  test('finds every percent-encoded user name and password', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).map((each) => each.toWellFormed());
    fc.assert(
      fc.property(text, text, (username, password) => {
        const url = `rtsp://${encodeURIComponent(username)}:${encodeURIComponent(password)}@cam/1`;
        expect(splitCredentials(url)).toEqual({ url: 'rtsp://cam/1', credentials: { username, password } });
      }),
    );
  });
});

describe('secret values of a stream URL', () => {
  test.each([
    ['http://cam/a.jpg?user=admin&pwd=secret&size=2', 'http://cam/a.jpg?user=***&pwd=***&size=2'],
    ['http://cam/a.jpg?PassWord=a_b=c/d?e&x=1#f', 'http://cam/a.jpg?PassWord=***&x=1#f'],
    ['http://cam/a.jpg?p%77d=secret', 'http://cam/a.jpg?p%77d=***'],
    [
      'rtsp://cam/user=admin_password=a_b_channel=1_stream=0.sdp?real',
      'rtsp://cam/user=***_password=***_channel=1_stream=0.sdp?real',
    ],
    ['rtsp://cam/user=admin&password=&channel=1.sdp', 'rtsp://cam/user=***&password=&channel=1.sdp'],
    ['https://u:p@cam/live.m3u8?token=abc', 'https://cam/live.m3u8?token=***'],
    ['http://cam/tokens.jpg?keyframe=1&usermode=2', 'http://cam/tokens.jpg?keyframe=1&usermode=2'],
    ['synthetic:lot?key=7', 'synthetic:lot?key=7'],
  ])('secret values are masked in %s', (url, masked) => {
    expect(maskUrl(url)).toBe(masked);
    expect(maskUrl(masked)).toBe(masked);
  });

  test('masked values are restored in their order', () => {
    const url = 'http://cam/user=a_password=b_x=1?pwd=c&size=2&token=d';
    const values: string[] = [];
    const masked = replaceUrlSecrets(url, (_name, value) => (values.push(value), '***'));
    expect(values).toEqual(['a', 'b', 'c', 'd']);
    expect(replaceUrlSecrets(masked, () => values.shift() ?? '')).toBe(url);
  });
});
