import { describe, expect, it } from '@jest/globals';
import { onlyRead } from './only-read.ts';
import { readCameraSearch } from './rooms/camera/camera-search.ts';

describe('onlyRead', () => {
  it('parameters of the address that are not read are undefined after the router merged them', () => {
    const raw = { at: '2026-99-99', day: '2026-11-30', other: 'x' };
    expect({ ...raw, ...onlyRead(readCameraSearch)(raw) }).toEqual({
      at: undefined,
      day: '2026-11-30',
      other: undefined,
    });
  });
});
