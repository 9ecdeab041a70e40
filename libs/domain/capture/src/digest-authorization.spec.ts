import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { parseAuthChallenges, type AuthChallenge } from './auth-challenges.ts';
import { digestAuthorization, digestStrength, requiresAuthInt } from './digest-authorization.ts';

const challengeOf = (header: string): AuthChallenge => parseAuthChallenges([header])[0] as AuthChallenge;
const use = { count: 1, clientNonce: '0a4f113b' };
const parametersOf = (header: string): Record<string, string> =>
  Object.fromEntries((parseAuthChallenges([header])[0] as AuthChallenge).parameters);

describe('digestAuthorization', () => {
  it('computes the example of RFC 2617 3.5 with MD5 and qop', () => {
    const challenge = challengeOf(
      'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
    );
    const header = digestAuthorization(
      challenge,
      { username: 'Mufasa', password: 'Circle Of Life' },
      { method: 'GET', uri: '/dir/index.html' },
      use,
    );
    expect(parametersOf(header)).toEqual({
      username: 'Mufasa',
      realm: 'testrealm@host.com',
      nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093',
      uri: '/dir/index.html',
      response: '6629fae49393a05397450978507c4ef1',
      qop: 'auth',
      nc: '00000001',
      cnonce: '0a4f113b',
      opaque: '5ccc069c403ebaf9f0171e9517f40e41',
    });
  });

  it.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('computes the example of RFC 7616 3.9.1 with %s', (algorithm, response) => {
    const challenge = challengeOf(
      `Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=${algorithm}, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`,
    );
    const header = digestAuthorization(
      challenge,
      { username: 'Mufasa', password: 'Circle of Life' },
      { method: 'GET', uri: '/dir/index.html' },
      { count: 1, clientNonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ' },
    );
    expect(parametersOf(header)['response']).toBe(response);
  });

  it('hashes user name and realm where the camera requires userhash', () => {
    const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
    const header = digestAuthorization(
      challengeOf('Digest realm="cam", qop="auth", algorithm=SHA-256, nonce="n", userhash=true'),
      { username: 'Jäsøn Doe', password: 'Secret' },
      { method: 'GET', uri: '/' },
      use,
    );
    expect(parametersOf(header)).toMatchObject({
      userhash: 'true',
      username: sha('Jäsøn Doe:cam'),
      response: sha(`${sha('Jäsøn Doe:cam:Secret')}:n:00000001:0a4f113b:auth:${sha('GET:/')}`),
    });
  });

  it('leaves out count and client nonce where the camera offers no qop (RFC 2069)', () => {
    const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
    const header = parametersOf(
      digestAuthorization(
        challengeOf('Digest realm="cam", nonce="n"'),
        { username: 'u', password: 'p' },
        { method: 'DESCRIBE', uri: 'rtsp://cam/live' },
        use,
      ),
    );
    expect(header).toEqual({
      username: 'u',
      realm: 'cam',
      nonce: 'n',
      uri: 'rtsp://cam/live',
      response: md5(`${md5('u:cam:p')}:n:${md5('DESCRIBE:rtsp://cam/live')}`),
    });
  });

  it.each(['MD5', 'SHA-256'])('adds nonce and client nonce to the first hash with %s-sess', (algorithm) => {
    const hash = (text: string): string =>
      createHash(algorithm.replace('-', '').toLowerCase()).update(text).digest('hex');
    const header = parametersOf(
      digestAuthorization(
        challengeOf(`Digest realm="cam", nonce="n", qop=auth, algorithm=${algorithm}-sess`),
        { username: 'u', password: 'p' },
        { method: 'GET', uri: '/' },
        { count: 17, clientNonce: 'c' },
      ),
    );
    const first = hash(`${hash('u:cam:p')}:n:c`);
    expect(header).toMatchObject({
      algorithm: `${algorithm}-sess`,
      nc: '00000011',
      response: hash(`${first}:n:00000011:c:auth:${hash('GET:/')}`),
    });
  });

  it('sends a user name beyond ASCII encoded where the camera reads UTF-8, and its bytes otherwise', () => {
    const of = (charset: string): string =>
      digestAuthorization(
        challengeOf(`Digest realm="cam", nonce="n"${charset}`),
        { username: '张"伟', password: 'p' },
        { method: 'GET', uri: '/' },
        use,
      );
    expect(of(', charset=UTF-8')).toContain("username*=UTF-8''%E5%BC%A0%22%E4%BC%9F,");
    const raw = Buffer.from(of(''), 'latin1').toString('utf8');
    expect(raw).toContain('username="张\\"伟"');
  });

  it('sends realm and opaque back with the escapes of the camera, and hashes them without', () => {
    const header = digestAuthorization(
      challengeOf('Digest realm="a\\"b", nonce="n", opaque=""'),
      { username: 'u', password: 'p' },
      { method: 'GET', uri: '/' },
      use,
    );
    const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
    expect(header).toContain('realm="a\\"b"');
    expect(header).toContain('opaque=""');
    expect(header).toContain(md5(`${md5('u:a"b:p')}:n:${md5('GET:/')}`));
  });
});

describe('a Digest challenge', () => {
  it.each([
    ['Digest nonce="n"', 0],
    ['Digest nonce="n", algorithm="md5"', 0],
    ['Digest nonce="n", algorithm=MD5-sess', 0],
    ['Digest nonce="n", algorithm=SHA256', 1],
    ['Digest nonce="n", algorithm="SHA-256-sess"', 1],
    ['Digest nonce="n", algorithm=SHA-512-256', undefined],
    ['Digest nonce="n", algorithm=SHA3-256', undefined],
  ])('%s has strength %s', (header, strength) => {
    expect(digestStrength(challengeOf(header))).toBe(strength);
  });

  it.each([
    ['Digest qop="auth-int"', true],
    ['Digest qop="auth-int,auth"', false],
    ['Digest qop=""', false],
    ['Digest realm="x"', false],
  ])('%s requires auth-int: %s', (header, expected) => {
    expect(requiresAuthInt(challengeOf(header))).toBe(expected);
  });
});
