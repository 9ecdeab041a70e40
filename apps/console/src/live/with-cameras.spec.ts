import { describe, expect, it } from '@jest/globals';
import type { CameraSummary } from '@vialog/contracts';
import { withCameras } from './with-cameras.ts';

const camera = (cameraId: string, name: string): CameraSummary =>
  ({
    cameraId,
    name,
    position: [1, 2],
    lifecycle: 'active',
    zones: [],
    health: { state: 'offline' },
  }) as never;
const byId = new Map([['b', camera('b', 'new')]]);

describe('withCameras', () => {
  it('withCameras replaces a camera in a page of the list and keeps the rest', () => {
    const page = { items: [camera('a', 'one'), camera('b', 'old')], total: 2 };
    const after = withCameras(page, byId);
    expect(after).toEqual({ items: [camera('a', 'one'), camera('b', 'new')], total: 2 });
    expect(after.items[0]).toBe(page.items[0]);
  });

  it('withCameras gives an item of the map the fields and the health state of the camera', () => {
    const map = { items: [{ cameraId: 'b', name: 'old', state: 'online' }], clusters: [], total: 1 };
    expect(withCameras(map, byId).items[0]).toEqual({
      cameraId: 'b',
      name: 'new',
      position: [1, 2],
      lifecycle: 'active',
      zones: [],
      state: 'offline',
    });
  });

  it('withCameras returns the same response if it contains none of the cameras', () => {
    const page = { items: [camera('a', 'one')] };
    expect(withCameras(page, byId)).toBe(page);
    const list = [camera('a', 'one')];
    expect(withCameras(list, byId)).toBe(list);
  });
});
