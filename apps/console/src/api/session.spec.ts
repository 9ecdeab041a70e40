import { describe, expect, it } from '@jest/globals';
import { secretOf } from './session.ts';

describe('secretOf', () => {
  it.each([
    ['http://127.0.0.1:7070/#link=abc_-123', 'abc_-123'],
    ['  http://localhost:7070/?x=1#link=a%2Fb  ', 'a/b'],
    ['#link=abc', 'abc'],
    [' a-token-of-my-own ', 'a-token-of-my-own'],
  ])('finds the secret in "%s"', (pasted, secret) => {
    expect(secretOf(pasted)).toBe(secret);
  });
});
