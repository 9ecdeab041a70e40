import { Authenticator, parseAuthChallenges, requestTarget } from '@vialog/capture';
import { rtspFuzzTargets } from '@vialog/capture-ffmpeg/fixtures';
import { httpFuzzTargets } from '@vialog/capture-http/fixtures';
import { maskUrl, splitCredentials, streamIdentity, streamKindOf, streamProbeInput } from '@vialog/contracts';
import type { FuzzTarget } from './fuzz-target.ts';

/** Everything that reads bytes of cameras or texts of requests. */
export const fuzzTargets = async (): Promise<readonly FuzzTarget[]> => [
  ...(await httpFuzzTargets()),
  ...rtspFuzzTargets,
  challenges,
  probeInput,
];

const challenges: FuzzTarget = {
  name: 'auth-challenge',
  seeds: [
    'Digest realm="cam", nonce="abc", qop="auth,auth-int", algorithm=SHA-256, stale=FALSE',
    'Basic realm="cam"',
    "Digest realm='cam' nonce=abc, Basic realm=x",
  ].map((text) => Buffer.from(text)),
  dictionary: [
    'Digest ',
    'Basic ',
    'nonce=',
    'realm=',
    'qop=',
    'auth-int',
    'stale=',
    'algorithm=',
    '"',
    "'",
    ',',
    '\\',
    '=',
  ],
  run: (input) => {
    const header = Buffer.from(input).toString('latin1');
    const credentials = { username: 'admin', password: 'secret' };
    const authenticator = new Authenticator({ credentials, randomNonce: () => 'c0ffee' });
    const fault = authenticator.challenged([header]);
    if (fault !== undefined) return fault.reason;
    const response = authenticator.authorize({ method: 'GET', uri: '/' }) ?? '';
    if (/[\r\n]/.test(response)) throw new Error('the response to a challenge contains a line break');
    if (response.includes('secret')) throw new Error('the response to a challenge contains the password');
    return `${parseAuthChallenges([header]).length > 1 ? 'several' : 'one'} accepted`;
  },
};

const probeInput: FuzzTarget = {
  name: 'probe-input',
  seeds: [
    'rtsp://admin:s3cr3t@camera.example:554/live?channel=1',
    'https://camera.example/snap?user=admin&pwd=s3cr3t#x',
    'rtsp://[fe80::1]/user=admin_password=s3cr3t_channel=1.sdp',
    'http://2130706433/%2e%2e/a?',
  ].map((text) => Buffer.from(text)),
  dictionary: [
    'rtsp://',
    'http://',
    'file:///',
    '@',
    ':',
    '/',
    '?',
    '#',
    '%40',
    '\\',
    '[',
    ']',
    'pwd=',
    'password=',
    '***',
    '\t',
  ],
  run: (input) => {
    const url = Buffer.from(input).toString('utf8');
    const parsed = streamProbeInput.safeParse({ stream: { url } });
    if (!parsed.success) return 'rejected';
    const kept = parsed.data.stream?.url ?? '';
    const { password = '' } = splitCredentials(kept).credentials ?? {};
    const shown = maskUrl(kept);
    if (splitCredentials(shown).credentials !== undefined) throw new Error('a shown URL has credentials');
    if (streamIdentity(shown) !== streamIdentity(kept))
      throw new Error('hiding the secrets changes the stream');
    if (/[\s\x00-\x1f]/.test(requestTarget(kept))) throw new Error('a request line contains white space');
    return `${streamKindOf(kept)}${password === '' ? '' : ' with password'}`;
  },
};
