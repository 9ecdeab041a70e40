import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { QueryClient } from '@tanstack/react-query';
import type { CameraSummary } from '@vialog/contracts';
import { ChangedCameras } from './changed-cameras.ts';

const camera = (cameraId: string, name: string): CameraSummary => ({ cameraId, name }) as CameraSummary;

describe('ChangedCameras', () => {
  let queries: QueryClient;
  const requested: (readonly string[])[] = [];
  const readSummaries = (cameraIds: readonly string[]) => {
    requested.push(cameraIds);
    return Promise.resolve(cameraIds.map((cameraId) => camera(cameraId, 'new')));
  };

  beforeEach(() => {
    jest.useFakeTimers();
    requested.length = 0;
    queries = new QueryClient();
    queries.setQueryData(['cameras', 'list', 0], { items: [camera('a', 'old'), camera('b', 'old')] });
  });
  afterEach(() => {
    jest.useRealTimers();
    queries.clear();
  });

  it('many changes of a second are read in one request, and only cameras that are shown', async () => {
    const changed = new ChangedCameras({ queries, readSummaries });
    for (const cameraIds of [['b'], ['b', 'elsewhere']]) changed.add(cameraIds);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(requested).toEqual([['b']]);
    expect(queries.getQueryData(['cameras', 'list', 0])).toEqual({
      items: [camera('a', 'old'), camera('b', 'new')],
    });
    changed.stop();
  });

  it('lists are read again once after ten seconds of changes', async () => {
    const invalidate = jest.spyOn(queries, 'invalidateQueries');
    const changed = new ChangedCameras({ queries, readSummaries });
    for (let second = 0; second < 10; second += 1) {
      changed.add([`new ${second}`]);
      await jest.advanceTimersByTimeAsync(1_000);
    }
    expect(requested).toEqual([]);
    expect(invalidate).toHaveBeenCalledTimes(1);
    changed.stop();
  });
});
