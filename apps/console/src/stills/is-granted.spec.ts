import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../api/call.ts';
import { isGranted } from './is-granted.ts';

const grant = { expiresAt: '2026-03-02T08:10:00.000Z' };
const before = Date.parse('2026-03-02T08:09:59.999Z');
const rejected = (code: string) => new ApiError(403, { code } as never);

describe('isGranted', () => {
  it('a grant is valid until it expires', () => {
    expect(isGranted(undefined, [], before)).toBe(false);
    expect(isGranted(grant, [null], before)).toBe(true);
    expect(isGranted(grant, [null], before + 1)).toBe(false);
  });

  it('a grant that the server no longer knows is not valid, and other errors do not end it', () => {
    expect(isGranted(grant, [null, rejected('STILL_GRANT_REQUIRED')], before)).toBe(false);
    expect(isGranted(grant, [rejected('DETECTOR_UNAVAILABLE'), null], before)).toBe(true);
  });
});
