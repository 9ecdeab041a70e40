import { describe, expect, it } from '@jest/globals';
import { errorCatalogue } from '@vialog/contracts';
import { ApiError } from '../api/call.ts';
import { en } from '../language/en.ts';
import { zh } from '../language/zh.ts';
import { serverMessages } from './error-text.ts';

describe('error texts', () => {
  it('error texts exist in both languages for every error code of the API', () => {
    for (const code of Object.keys(errorCatalogue)) {
      expect(en.error).toHaveProperty(code);
      expect(zh.error).toHaveProperty(code);
    }
  });

  it('error texts exist for no other code except the two errors of the console', () => {
    const consoleCodes = Object.keys(en.error).filter((code) => !(code in errorCatalogue));
    expect(consoleCodes).toEqual(['UNREACHABLE', 'UNEXPECTED']);
  });
});

describe('serverMessages', () => {
  it('serverMessages returns the details of an error, or its message without details', () => {
    const details = [{ path: 'name', message: 'expected a name' }];
    expect(serverMessages(new ApiError(400, { code: 'VALIDATION_FAILED', detail: 'no', details }))).toEqual([
      'expected a name',
    ]);
    expect(serverMessages(new ApiError(409, { code: 'CODE_TAKEN', detail: 'no' }))).toEqual(['no']);
  });

  it('serverMessages returns no server message that says the same as the code of the error', () => {
    const problem = {
      code: 'STORE_UNAVAILABLE',
      detail: 'No response.',
      detailCode: 'error.default',
    } as const;
    expect(serverMessages(new ApiError(503, problem))).toEqual([]);
  });

  it('serverMessages returns no server message where the text of the console is complete', () => {
    expect(serverMessages(new ApiError(0, {}))).toEqual([]);
    expect(serverMessages(new ApiError(401, { code: 'UNAUTHENTICATED', detail: 'Sign in first.' }))).toEqual(
      [],
    );
    const noGrant = new ApiError(403, {
      code: 'STILL_GRANT_REQUIRED',
      detail: 'Give a reason with POST …/still-grants.',
    });
    expect(serverMessages(noGrant)).toEqual([]);
    expect(serverMessages(new ApiError(404, { code: 'CAMERA_NOT_FOUND', detail: 'no' }))).toEqual([]);
    expect(serverMessages(new Error('a bug'))).toEqual([]);
  });
});
