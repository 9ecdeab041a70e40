import { describe, expect, it } from '@jest/globals';
import { Authenticator } from './authenticator.ts';

const credentials = { username: 'admin', password: 'hunter2' };
const request = { method: 'GET', uri: '/snap' };
const authenticator = (known: typeof credentials | undefined = credentials): Authenticator =>
  new Authenticator({ credentials: known, randomNonce: () => 'c0ffee' });
const basic = ['Basic realm="cam"'];
const digest = (nonce: string, more = ''): string[] => [
  `Digest realm="cam", nonce="${nonce}", qop="auth"${more}`,
];

describe('Authenticator', () => {
  it('sends nothing before the camera sends a challenge', () => {
    expect(authenticator().authorize(request)).toBeUndefined();
  });

  it('says that the camera requires credentials when the stream has none', () => {
    const one = new Authenticator({ credentials: undefined, randomNonce: () => 'c' });
    expect(one.challenged(basic)?.detail).toMatch(/requires a user name and a password/);
    expect(one.authorize(request)).toBeUndefined();
  });

  it('responds to Basic with user name and password in UTF-8', () => {
    const one = authenticator({ username: 'test', password: '123£' });
    expect(one.challenged(basic)).toBeUndefined();
    expect(one.authorize(request)).toBe('Basic dGVzdDoxMjPCow=='); // the example of RFC 7617 2.1
  });

  it.each([
    ['Digest before Basic', [...basic, ...digest('n')], /^Digest/],
    [
      'SHA-256 before MD5',
      [...digest('weak', ', algorithm=MD5'), ...digest('strong', ', algorithm=SHA-256')],
      /nonce="strong"/,
    ],
    [
      'MD5 before an unknown algorithm',
      [...digest('new', ', algorithm=SHA-999'), ...digest('old')],
      /nonce="old"/,
    ],
    ['Basic before auth-int', ['Digest realm="c", nonce="n", qop="auth-int"', ...basic], /^Basic/],
  ])('chooses %s', (_title, headers, expected) => {
    const one = authenticator();
    expect(one.challenged(headers)).toBeUndefined();
    expect(one.authorize(request)).toMatch(expected);
  });

  it('counts the uses of a nonce and uses it for later requests without a challenge', () => {
    const one = authenticator();
    one.challenged(digest('n'));
    expect(one.authorize(request)).toContain('nc=00000001');
    one.accepted();
    expect(one.authorize(request)).toContain('nc=00000002');
  });

  it('treats a second 401 as a rejection and forgets the challenge', () => {
    const one = authenticator();
    one.challenged(digest('n1'));
    one.authorize(request);
    const fault = one.challenged(digest('n2'));
    expect(fault).toMatchObject({ detail: expect.stringMatching(/rejects/), isRejection: true });
    expect(one.authorize(request)).toBeUndefined();
    expect(JSON.stringify(fault)).not.toMatch(/hunter2|admin/);
  });

  it('repeats the request with the new nonce when the camera says that the nonce is stale', () => {
    const one = authenticator();
    one.challenged(digest('n1'));
    one.authorize(request);
    expect(one.challenged(digest('n2', ', stale=TRUE'))).toBeUndefined();
    expect(one.authorize(request)).toMatch(/nonce="n2".*nc=00000001/);
  });

  it('gives up on a camera that calls every nonce stale', () => {
    const one = authenticator();
    const responses = [1, 2, 3, 4, 5, 6].map((n) => one.challenged(digest(`n${n}`, ', stale=true')));
    expect(responses.findIndex((fault) => fault !== undefined)).toBe(4);
  });

  it('takes a new nonce after an accepted one for expiry, although the camera does not say stale', () => {
    const one = authenticator();
    one.challenged(digest('n1'));
    one.authorize(request);
    one.accepted();
    one.authorize(request);
    expect(one.challenged(digest('n2'))).toBeUndefined();
    expect(one.challenged(digest('n3'))).toMatchObject({ isRejection: true });
  });

  it('takes a new nonce on a new connection for expiry', () => {
    const one = authenticator();
    one.challenged(digest('n1'));
    one.startSession();
    expect(one.authorize(request)).toContain('nonce="n1"');
    expect(one.challenged(digest('n2'))).toBeUndefined();
  });

  it.each([
    ['auth-int alone', ['Digest realm="c", nonce="n", qop="auth-int"'], /auth-int/],
    ['no method', [], /without naming an authentication method/],
    ['a method of Windows', ['NTLM', 'Negotiate'], /no supported authentication method/],
    ['Digest without a nonce', ['Digest realm="c"'], /no supported authentication method/],
  ])('rejects %s with a sentence', (_title, headers, expected) => {
    expect(authenticator().challenged(headers)?.detail).toMatch(expected);
  });

  it('rejects a user name with a line break, which would start a separate header', () => {
    const one = authenticator({ username: 'a\r\nX-Evil: 1', password: 'p' });
    expect(one.challenged(digest('n'))?.detail).toMatch(/control character/);
    expect(one.authorize(request)).toBeUndefined();
  });

  it('rejects a colon in a user name for Basic and sends it with Digest', () => {
    expect(authenticator({ username: 'a:b', password: 'p' }).challenged(basic)?.detail).toMatch(/colon/);
    expect(authenticator({ username: 'a:b', password: 'p' }).challenged(digest('n'))).toBeUndefined();
  });
});
