import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { requestTarget } from './request-target.ts';

describe('requestTarget', () => {
  it.each([
    ['http://host/snap?', '/snap?'],
    ['rtsp://host/live?', '/live?'],
    ['rtsp://host:554/live?channel=1&subtype=0', '/live?channel=1&subtype=0'],
    ['http://host/a/../b//c', '/a/../b//c'],
    ['http://host/snap?url=http://other/x', '/snap?url=http://other/x'],
    ['http://host/%7euser/%2F', '/%7euser/%2F'],
    ['http://host/a|b^{c}', '/a|b^{c}'],
    ['http://host?x=1', '?x=1'],
    ['http://host', ''],
    ['http://host/a#part', '/a'],
    ['http://[::1]:8080/a b"c', '/a%20b%22c'],
    ['http://host/摄像头', '/%E6%91%84%E5%83%8F%E5%A4%B4'],
  ])('%s becomes %s', (url, expected) => {
    expect(requestTarget(url)).toBe(expected);
  });

  it('never holds a character that ends the request line or a quoted value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(requestTarget(`http://host/${text}`)).toMatch(/^[\x21\x23-\x7e]*$/);
      }),
    );
  });
});
