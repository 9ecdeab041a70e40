import { expect, test } from '@jest/globals';
import type { CameraHealth } from '@vialog/contracts';
import { republishHealth, republishMs } from './republish-health.ts';

const health = (cameraId: string): CameraHealth => ({
  v: 1,
  cameraId,
  state: 'online',
  changedAt: '2026-05-01T00:00:00.000Z',
});

test('publishes the health of every camera at each interval and after a reconnection, until it is stopped', () => {
  const works = new Map<string, () => void>();
  const registering = (name: string, work: () => void) => {
    works.set(name, work);
    return () => void works.delete(name);
  };
  const published: string[] = [];
  const stop = republishHealth({
    ingest: { healths: [health('cam000000001'), health('cam000000002')] },
    bus: {
      publish: (_, message) => {
        published.push((message as CameraHealth).cameraId);
        return Promise.reject(new Error('the broker is unreachable'));
      },
    },
    link: { onReconnect: (work) => registering('back', work) },
    every: (ms, work) => registering(`every ${ms}`, work),
  });
  works.get('back')?.();
  expect(published).toEqual(['cam000000001', 'cam000000002']);
  works.get(`every ${republishMs}`)?.();
  expect(published).toHaveLength(4);
  stop();
  expect(works.size).toBe(0);
});
