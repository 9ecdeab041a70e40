import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../../api/call.ts';
import { invalidStepsOf, stepOfField } from './step-of-field.ts';

describe('the steps of the camera wizard', () => {
  it('the steps of the camera wizard are found by field; every other field belongs to the details', () => {
    expect((['url', 'heading', 'threshold', 'noticeUrl'] as const).map(stepOfField)).toEqual([
      'stream',
      'place',
      'details',
      'details',
    ]);
  });

  it('the steps of the camera wizard with errors of the server are listed in order', () => {
    const details = ['zones.0.polygon', 'governance.owner', 'position.1', 'stream.url'].map((path) => ({
      path,
      message: 'no',
    }));
    const error = new ApiError(400, { code: 'VALIDATION_FAILED', details });
    expect(invalidStepsOf(error)).toEqual(['stream', 'place', 'zones', 'details']);
    expect(invalidStepsOf(new ApiError(409, { code: 'CODE_TAKEN' }))).toEqual(['stream']);
  });
});
