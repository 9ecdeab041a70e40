import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../api/call.ts';
import { emptyForm, formProblems, inputOfForm, isSwappedPosition } from './camera-form.ts';

describe('inputOfForm', () => {
  it('sends the position of a new camera only with both latitude and longitude', () => {
    expect(inputOfForm({ ...emptyForm('UTC'), lon: 112.2 })).not.toHaveProperty('position');
    expect(inputOfForm({ ...emptyForm('UTC'), lon: 112.2, lat: 31 }).position).toEqual([112.2, 31]);
  });

  it('omits an empty camera code', () => {
    expect(inputOfForm({ ...emptyForm('UTC'), code: '  ' })).not.toHaveProperty('code');
  });
});

describe('formProblems', () => {
  const errorWith = (
    code: 'VALIDATION_FAILED' | 'STREAM_REFUSED' | 'CODE_TAKEN',
    details: { path?: string; message: string }[],
  ) => new ApiError(400, { code, detail: 'not this', details });

  it('assigns each error message to its form field', () => {
    const error = errorWith('VALIDATION_FAILED', [
      { path: 'stream.url', message: 'too small' },
      { path: 'stream.url', message: 'expected a URL' },
      { path: 'position', message: 'expected a position' },
      { path: 'governance.owner', message: 'too long' },
      { path: 'zones.0.name', message: 'expected a name' },
    ]);
    expect(formProblems(error)).toEqual({
      at: {
        url: 'expected a URL',
        lat: 'expected a position',
        lon: 'expected a position',
        owner: 'too long',
      },
      other: ['zones.0.name: expected a name'],
    });
  });

  it('assigns an error without details to the form field that its code implies', () => {
    expect(formProblems(errorWith('STREAM_REFUSED', [])).at).toEqual({ url: 'not this' });
    expect(formProblems(errorWith('CODE_TAKEN', [])).at).toEqual({ code: 'not this' });
  });

  it('returns the message of an error that belongs to no form field', () => {
    const failed = new ApiError(500, { code: 'INTERNAL', detail: 'a defect' });
    expect(formProblems(failed)).toEqual({ at: {}, other: ['a defect'] });
  });

  it('returns no server message when the server could not be reached', () => {
    expect(formProblems(new ApiError(0, { detail: 'unreachable' }))).toEqual({ at: {}, other: [] });
  });
});

describe('isSwappedPosition', () => {
  it.each([
    [112.2, 31.03, true],
    [-122.4, 37.8, true],
    [31.03, 112.2, false],
    [200, 31, false],
    [112.2, 95, false],
    [112.2, undefined, false],
  ])('recognises latitude %p and longitude %p as swapped: %p', (lat, lon, swapped) => {
    expect(isSwappedPosition(lat, lon)).toBe(swapped);
  });
});
