import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseAuthChallenges } from './auth-challenges.ts';

const parsed = (...headers: string[]) =>
  parseAuthChallenges(headers).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);

describe('parseAuthChallenges', () => {
  it.each<[string, string[], unknown[]]>([
    ['Basic with a realm', ['Basic realm="cam"'], [['basic', { realm: 'cam' }]]],
    ['a scheme without parameters', ['Negotiate'], [['negotiate', {}]]],
    ['a scheme in capitals', ['DIGEST REALM="a",NONCE="b"'], [['digest', { realm: 'a', nonce: 'b' }]]],
    [
      'values without quotes',
      ['Digest realm=cam, nonce=abc, algorithm=MD5, stale=FALSE'],
      [['digest', { realm: 'cam', nonce: 'abc', algorithm: 'MD5', stale: 'FALSE' }]],
    ],
    [
      'an algorithm in quotes',
      ['Digest realm="cam", nonce="abc", algorithm="MD5", qop="auth,auth-int"'],
      [['digest', { realm: 'cam', nonce: 'abc', algorithm: 'MD5', qop: 'auth,auth-int' }]],
    ],
    ['single quotes', ["Digest realm='a b', nonce='c'"], [['digest', { realm: 'a b', nonce: 'c' }]]],
    ['missing commas', ['Digest realm="a" nonce="b"'], [['digest', { realm: 'a', nonce: 'b' }]]],
    [
      'spaces around the equals sign',
      ['Digest realm = "a" ,nonce= "b"'],
      [['digest', { realm: 'a', nonce: 'b' }]],
    ],
    ['an escaped quote, which is kept escaped', ['Basic realm="a\\"b"'], [['basic', { realm: 'a\\"b' }]]],
    ['a quote that is never closed', ['Basic realm="a, b'], [['basic', { realm: 'a, b' }]]],
    [
      'an empty value',
      ['Digest realm="", nonce="b", opaque=""'],
      [['digest', { realm: '', nonce: 'b', opaque: '' }]],
    ],
    [
      'an equals sign within a bare value',
      ['Digest nonce=ab==,realm=x'],
      [['digest', { nonce: 'ab==', realm: 'x' }]],
    ],
    [
      'two challenges in one header',
      ['Basic realm="a", Digest realm="b", nonce="c"'],
      [
        ['basic', { realm: 'a' }],
        ['digest', { realm: 'b', nonce: 'c' }],
      ],
    ],
    [
      'two headers',
      ['Digest realm="b", nonce="c"', 'Basic realm="a"'],
      [
        ['digest', { realm: 'b', nonce: 'c' }],
        ['basic', { realm: 'a' }],
      ],
    ],
    ['a header that is empty', [''], []],
  ])('reads %s', (_title, headers, expected) => {
    expect(parsed(...headers)).toEqual(expected);
  });

  it('ends on any text and never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 300, unit: fc.constantFrom(...'aD =,"\'\\;\t\0é'.split('')) }),
        (text) => {
          expect(Array.isArray(parseAuthChallenges([text, `Digest ${text}`]))).toBe(true);
        },
      ),
    );
  });

  it('takes time that grows linearly with the length of the header', () => {
    expect(parseAuthChallenges(['Digest realm="'.repeat(500_000)]).length).toBeGreaterThan(0);
  });
});
