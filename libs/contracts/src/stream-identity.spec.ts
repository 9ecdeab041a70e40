import { describe, expect, test } from '@jest/globals';
import { missingStreamUrl, recognisableStream, streamIdentity } from './index.ts';

describe('streamIdentity', () => {
  test.each([
    ['RTSP://Camera.Example:554', 'rtsp://camera.example/'],
    ['rtsp://admin:secret@camera.example/live', 'rtsp://camera.example/live'],
    ['rtsps://camera.example:322/live', 'rtsps://camera.example/live'],
    ['http://camera.example.:80/snap?channel=1#top', 'http://camera.example/snap?channel=1'],
    ['https://camera.example:443/snap?pwd=one', 'https://camera.example/snap?pwd=***'],
    ['  http://camera.example/a/../snap ', 'http://camera.example/snap'],
    ['rtsp://3232235781/%7elive%2f', 'rtsp://192.168.1.5/~live%2F'],
    ['rtsp://0xc0.168.1.5/live', 'rtsp://192.168.1.5/live'],
    ['rtsp://bücher.example/live', 'rtsp://xn--bcher-kva.example/live'],
    ['FILE:///lot.mp4', 'file:///lot.mp4'],
    ['synthetic:lot?seed=7', 'synthetic:lot?seed=7'],
    ['no url', 'no url'],
  ])('normalizes %s', (url, identity) => {
    expect(streamIdentity(url)).toBe(identity);
    expect(streamIdentity(identity)).toBe(identity);
  });

  test.each([
    ['rtsp://camera.example/1', 'rtsp://camera.example/2'],
    ['rtsp://camera.example/live', 'rtsp://camera.example:8554/live'],
    ['rtsp://camera.example/live', 'rtsps://camera.example/live'],
    ['http://camera.example/snap?channel=1', 'http://camera.example/snap?channel=2'],
    ['http://camera.example/Snap', 'http://camera.example/snap'],
  ])('distinguishes %s from %s', (one, other) => {
    expect(streamIdentity(one)).not.toBe(streamIdentity(other));
  });

  test('a stream recognises a camera, and the URL of a counter or of a draft without stream does not', () => {
    expect(recognisableStream('RTSP://camera.example:554')).toBe('rtsp://camera.example/');
    expect([missingStreamUrl, 'counter:loop', 'COUNTER:loop'].map(recognisableStream)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
