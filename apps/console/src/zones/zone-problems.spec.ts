import { describe, expect, it } from '@jest/globals';
import { zoneProblems } from './zone-problems.ts';

describe('zoneProblems', () => {
  it.each([
    ['zones.1.slotMs', { zone: 1, bay: -1, field: 'slotMs' }],
    ['zones.0.bays.3.polygon', { zone: 0, bay: 3, field: 'polygon' }],
    ['zones[2].bays[10].polygon[0]', { zone: 2, bay: 10, field: 'polygon' }],
    ['zones.0.polygon.2.0', { zone: 0, bay: -1, field: 'polygon' }],
    ['zones', { zone: -1, bay: -1, field: '' }],
    ['', { zone: -1, bay: -1, field: '' }],
    ['plan.intervalMs', { zone: -1, bay: -1, field: '' }],
  ])('assigns the path %s to its zone and space', (path, expected) => {
    const [problem] = zoneProblems([{ path, message: 'no' }]);
    expect(problem).toMatchObject({ zone: expected.zone, bay: expected.bay, message: 'no' });
    if (expected.zone >= 0) expect(problem?.field).toBe(expected.field);
  });
});
