import { describe, expect, test } from '@jest/globals';
import { streamUrlIssue } from './stream-url-issue.ts';

describe('stream URLs', () => {
  test.each([
    'rtsp://camera.example/stream1',
    'RTSP://camera.example:8554/1',
    'rtsps://[2001:db8::1]:322/1',
    'rtsp://admin:12345@camera.example',
    'rtsp://admin:p:99999@camera.example/1',
    'http://2130706433/now.jpg',
    'https://camera.example/a?x=:70000',
    'file:///lot.mp4',
    'synthetic:lot?seed=1',
  ])('%s has the form of a stream URL', (url) => {
    expect(streamUrlIssue(url)).toBeUndefined();
  });

  test.each([
    ['without protocol', 'camera.example/stream1', /starts with its protocol/],
    ['with a host and a port only', 'camera.example:554/stream1', /starts with its protocol/],
    ['with a short host and a port', 'camera:554', /starts with its protocol/],
    ['of an address only', '192.168.1.20', /starts with its protocol/],
    ['of another protocol', 'ftp://camera.example/1', /expected one of rtsp: .* ; found ftp:/],
    ['with rstp', 'rstp://camera.example/1', /did you mean rtsp: instead of rstp:\?/],
    ['with rtps', 'rtps://camera.example/1', /did you mean rtsp: instead of rtps:\?/],
    ['with rtspp', 'rtspp://camera.example/1', /did you mean rtsp: instead of rtspp:\?/],
    ['with htp', 'htp://camera.example/1', /did you mean http: instead of htp:\?/],
    ['with htttps', 'htttps://camera.example/1', /did you mean https: instead of htttps:\?/],
    ['with one slash', 'rtsp:/camera.example/1', /a host after rtsp:/],
    ['without host', 'rtsp:///stream1', /a host after rtsp:/],
    ['with port 0', 'rtsp://camera.example:0/1', /port from 1 to 65535.* found 0$/],
    ['with port 70000', 'rtsp://camera.example:70000/1', /port from 1 to 65535.* found 70000$/],
    ['with port 99999 after a login', 'http://a:b@camera.example:99999', /found 99999$/],
    ['with a space in the host', 'rtsp://camera example/1', /expected a URL like rtsp:/],
    ['with a line break', 'rtsp://camera.example/1\nHost: x', /control characters/],
  ])('a URL %s is rejected with a sentence that says what to do', (_, url, message) => {
    expect(streamUrlIssue(url)).toMatch(message);
  });

  test.each([
    'admin:hunter2@camera.example/1',
    'hunter2:x@camera.example',
    'rtsp://admin:hunter2@:554/1',
    'rtsp://admin:hunter2@camera example/1',
    'rtsp://admin:hunter2@camera.example:70000/1',
  ])('the sentence about %s does not repeat a password', (url) => {
    expect(streamUrlIssue(url)).toMatch(/expected/);
    expect(streamUrlIssue(url)).not.toMatch(/hunter2/);
  });
});
