import { describe, expect, it } from '@jest/globals';
import type { CameraSummary } from '@vialog/contracts';
import { comparableCounters } from './comparable-zones.ts';

const camera = { cameraId: 'cam000000001', position: [13.4, 52.5] as [number, number] };
const counter = (cameraId: string, kind: 'line' | 'area', position: [number, number]): CameraSummary =>
  ({
    cameraId,
    name: cameraId,
    position,
    zones: [{ zoneId: 'lane1', name: 'Lane 1', kind, role: 'main' }],
  }) as CameraSummary;

describe('comparableCounters', () => {
  it('offers counters with a line for a line, the nearest first', () => {
    const far = counter('far000000001', 'line', [13.9, 52.5]);
    const near = counter('near00000001', 'line', [13.41, 52.5]);
    const sign = counter('sign00000001', 'area', [13.4, 52.5]);
    const names = comparableCounters(camera, { kind: 'line' }, [far, sign, near]).map(({ name }) => name);
    expect(names).toEqual(['near00000001', 'far000000001']);
  });

  it('does not offer the camera itself', () => {
    const same = counter(camera.cameraId, 'area', [13.4, 52.5]);
    expect(comparableCounters(camera, { kind: 'bays' }, [same])).toEqual([]);
  });
});
