import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../api/call.ts';
import { formProblems } from './form-problems.ts';

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
      { path: 'tags[3]', message: 'too long a tag' },
      { path: 'model.classMap.cell phone', message: 'no class' },
      { path: 'zones.0.name', message: 'expected a name' },
    ]);
    expect(formProblems(error)).toEqual({
      at: {
        url: 'expected a URL',
        lat: 'expected a position',
        lon: 'expected a position',
        owner: 'too long',
        tags: 'too long a tag',
        classMap: 'no class',
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
