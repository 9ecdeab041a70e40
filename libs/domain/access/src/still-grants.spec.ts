import { describe, expect, test } from '@jest/globals';
import { stillGrantMs } from '@vialog/contracts';
import { administrator } from './principal.ts';
import { StillGrants } from './still-grants.ts';

describe('StillGrants', () => {
  const other = { ...administrator, name: 'another user' };
  const start = Date.UTC(2026, 2, 2);
  const at = { now: start };
  const clock = { now: () => at.now };

  test('a grant is valid for its user and its camera only, until it expires', () => {
    const grants = new StillGrants(clock);
    const grant = grants.open(administrator, 'cam1', 'draw zones');
    expect(grant).toEqual({
      holder: 'administrator',
      cameraId: 'cam1',
      reason: 'draw zones',
      expiresAt: start + stillGrantMs,
    });
    expect(grants.find(administrator, 'cam1')).toEqual(grant);
    expect(grants.find(other, 'cam1')).toBeUndefined();
    expect(grants.find(administrator, 'cam2')).toBeUndefined();
    at.now = start + stillGrantMs - 1;
    expect(grants.find(administrator, 'cam1')).toEqual(grant);
    at.now = start + stillGrantMs;
    expect(grants.find(administrator, 'cam1')).toBeUndefined();
  });

  test('a new grant starts 10 minutes again', () => {
    const grants = new StillGrants(clock);
    grants.open(administrator, 'cam1', 'draw zones');
    at.now += stillGrantMs / 2;
    grants.open(administrator, 'cam1', 'draw more zones');
    at.now += stillGrantMs - 1;
    expect(grants.find(administrator, 'cam1')?.reason).toBe('draw more zones');
  });
});
