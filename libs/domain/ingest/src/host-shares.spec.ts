import { expect, test } from '@jest/globals';
import { HostShares, type SharedStream } from './host-shares.ts';

test('the shares of the processes that sample the cameras of a host add up to its rate', () => {
  const urls = ['a', 'b', 'c', 'd'].map((name) => `http://images.example.org:8080/${name}.jpg`);
  const clock = { monotonic: () => 0 };
  const shareOf = (own: readonly number[]): number =>
    new HostShares(clock, () => urls.map((url, at) => ({ url, isOwn: own.includes(at) }))).of(
      'images.example.org',
    );
  expect([shareOf([0]), shareOf([1, 2, 3])]).toEqual([0.25, 0.75]);
});

test('a process without a camera of the host probes it at the whole rate', () => {
  const streams = [{ url: 'http://images.example.org/a.jpg', isOwn: false }];
  expect(new HostShares({ monotonic: () => 0 }, () => streams).of('images.example.org')).toBe(1);
});

test('a host without an active camera has the whole rate, and cameras of other protocols do not count', () => {
  const streams = [{ url: 'rtsp://images.example.org/live', isOwn: false }];
  expect(new HostShares({ monotonic: () => 0 }, () => streams).of('images.example.org')).toBe(1);
});

test('shares follow the cameras after ten seconds', () => {
  let now = 0;
  let streams: SharedStream[] = [{ url: 'http://a.example/1.jpg', isOwn: true }];
  const shares = new HostShares({ monotonic: () => now }, () => streams);
  expect(shares.of('a.example')).toBe(1);
  streams = [...streams, { url: 'http://a.example/2.jpg', isOwn: false }];
  now = 9_999;
  expect(shares.of('a.example')).toBe(1);
  now = 10_000;
  expect(shares.of('a.example')).toBe(0.5);
});
