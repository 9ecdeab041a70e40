import { expect, test } from '@jest/globals';
import type { CameraHealth } from '@vialog/contracts';
import { republishHealth, republishMs } from './republish-health.ts';

const health = (cameraId: string): CameraHealth => ({
  ...{ v: 1, cameraId, state: 'online', changedAt: '2026-05-01T00:00:00.000Z' },
});

test('every camera is told of again in time, when the broker is back, and no more after the end', () => {
  const works = new Map<string, () => void>();
  const registering = (name: string, work: () => void) => {
    works.set(name, work);
    return () => void works.delete(name);
  };
  const told: string[] = [];
  const end = republishHealth({
    ingest: { healths: [health('cam000000001'), health('cam000000002')] },
    bus: {
      publish: (_, message) => {
        told.push((message as CameraHealth).cameraId);
        return Promise.reject(new Error('the broker is away'));
      },
    },
    link: { onBack: (work) => registering('back', work) },
    every: (ms, work) => registering(`every ${ms}`, work),
  });
  works.get('back')?.();
  expect(told).toEqual(['cam000000001', 'cam000000002']);
  works.get(`every ${republishMs}`)?.();
  expect(told).toHaveLength(4);
  end();
  expect(works.size).toBe(0);
});
