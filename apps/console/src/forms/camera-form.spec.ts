import { describe, expect, it } from '@jest/globals';
import { ApiFailure } from '../api/call.ts';
import { emptyForm, formProblems, inputOfForm } from './camera-form.ts';

describe('inputOfForm', () => {
  it('sends a position only when both numbers are there', () => {
    expect(inputOfForm({ ...emptyForm('UTC'), lon: 112.2 })).not.toHaveProperty('position');
    expect(inputOfForm({ ...emptyForm('UTC'), lon: 112.2, lat: 31 }).position).toEqual([112.2, 31]);
  });

  it('sends no empty code', () => {
    expect(inputOfForm({ ...emptyForm('UTC'), code: '  ' })).not.toHaveProperty('code');
  });
});

describe('formProblems', () => {
  const failure = (
    code: 'VALIDATION_FAILED' | 'STREAM_REFUSED' | 'CODE_TAKEN',
    details: { path?: string; message: string }[],
  ) => new ApiFailure(400, { code, detail: 'not this', details });

  it('puts each complaint at its field', () => {
    const error = failure('VALIDATION_FAILED', [
      { path: 'stream.url', message: 'too small' },
      { path: 'stream.url', message: 'expected a URL' },
      { path: 'position', message: 'expected a position' },
      { path: 'governance.owner', message: 'too long' },
      { path: 'zones.0.name', message: 'expected a name' },
    ]);
    expect(formProblems(error)).toEqual({
      at: { url: 'expected a URL', lon: 'expected a position', owner: 'too long' },
      other: ['zones.0.name: expected a name'],
    });
  });

  it('knows the field of an error that names none', () => {
    expect(formProblems(failure('STREAM_REFUSED', [])).at).toEqual({ url: 'not this' });
    expect(formProblems(failure('CODE_TAKEN', [])).at).toEqual({ code: 'not this' });
  });

  it('says what belongs to no field', () => {
    const failed = new ApiFailure(500, { code: 'INTERNAL', detail: 'a defect' });
    expect(formProblems(failed)).toEqual({ at: {}, other: ['a defect'] });
  });

  it('repeats no sentence of its own where nobody answered: the room says that in its language', () => {
    expect(formProblems(new ApiFailure(0, { detail: 'unreachable' }))).toEqual({ at: {}, other: [] });
  });
});
