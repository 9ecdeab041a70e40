import { describe, expect, it } from '@jest/globals';
import { errorCatalogue } from '@vialog/contracts';
import { ApiFailure } from '../api/call.ts';
import { en } from '../language/en.ts';
import { zh } from '../language/zh.ts';
import { serverSentences } from './failure-text.ts';

describe('failures in words', () => {
  it('know every code of the catalogue, in both languages', () => {
    for (const code of Object.keys(errorCatalogue)) {
      expect(en.failure).toHaveProperty(code);
      expect(zh.failure).toHaveProperty(code);
    }
  });

  it('know no code that the server does not have, but two of their own', () => {
    const own = Object.keys(en.failure).filter((code) => !(code in errorCatalogue));
    expect(own).toEqual(['UNREACHABLE', 'UNEXPECTED']);
  });
});

describe('serverSentences', () => {
  it('are the details, else the message', () => {
    const details = [{ path: 'name', message: 'expected a name' }];
    expect(
      serverSentences(new ApiFailure(400, { code: 'VALIDATION_FAILED', detail: 'no', details })),
    ).toEqual(['expected a name']);
    expect(serverSentences(new ApiFailure(409, { code: 'CODE_TAKEN', detail: 'no' }))).toEqual(['no']);
  });

  it('are none where nobody answered or signing in says it all', () => {
    expect(serverSentences(new ApiFailure(0, {}))).toEqual([]);
    expect(
      serverSentences(new ApiFailure(401, { code: 'UNAUTHENTICATED', detail: 'Sign in first.' })),
    ).toEqual([]);
    expect(serverSentences(new Error('a bug'))).toEqual([]);
  });
});
