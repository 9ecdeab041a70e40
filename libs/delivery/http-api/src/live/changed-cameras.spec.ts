import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { LiveMessage } from '@vialog/contracts';
import { ChangedCameras } from './changed-cameras.ts';

describe('changed cameras in the live feed', () => {
  let published: LiveMessage[];
  let changed: ChangedCameras;
  beforeEach(() => {
    jest.useFakeTimers();
    published = [];
    changed = new ChangedCameras({ publish: (message) => void published.push(message) });
  });
  afterEach(() => void jest.useRealTimers());

  test('a few changes are published one by one, each camera once with its newest version', () => {
    for (const version of [1, 2, 3]) changed.add({ cameraId: 'aaaaaaaaaaaa', version });
    changed.add({ cameraId: 'bbbbbbbbbbbb', version: 7 });
    jest.runAllTimers();
    expect(published).toEqual([
      { name: 'camera', data: { cameraId: 'aaaaaaaaaaaa', version: 3 } },
      { name: 'camera', data: { cameraId: 'bbbbbbbbbbbb', version: 7 } },
    ]);
  });

  test('an import of 1200 cameras is published in three messages', () => {
    for (let at = 0; at < 1_200; at += 1) changed.add({ cameraId: String(at).padStart(12, '0'), version: 1 });
    jest.runAllTimers();
    expect(published.map(({ name }) => name)).toEqual(['cameras', 'cameras', 'cameras']);
    const ids = published.flatMap(({ name, data }) => (name === 'cameras' ? data.cameraIds : []));
    expect(new Set(ids).size).toBe(1_200);
  });

  test('changes after a batch are published with the next one', () => {
    changed.add({ cameraId: 'aaaaaaaaaaaa', version: 1 });
    jest.runAllTimers();
    changed.add({ cameraId: 'aaaaaaaaaaaa', version: 2 });
    jest.runAllTimers();
    expect(published).toHaveLength(2);
  });
});
