import { describe, expect, it } from '@jest/globals';
import { Authenticator } from '@vialog/capture';
import { RtspExchange } from './rtsp-exchange.ts';

const ours = 'rtsp://127.0.0.1:34567';
const challenge = 'WWW-Authenticate: Digest realm="cam", nonce="n1", algorithm="MD5"';

function exchange(credentials = { username: 'admin', password: 'hunter2' }) {
  const repeated: (readonly string[])[] = [];
  const authenticator = new Authenticator({ credentials, randomNonce: () => 'c0ffee' });
  const one = new RtspExchange({
    authenticator,
    address: '192.0.2.7',
    origin: 'rtsp://cam.example',
    requested: { transport: 'tcp', secure: false },
    send: (lines) => void repeated.push(lines),
  });
  return { one, repeated };
}
const request = (method: string, sequence: number): readonly string[] => [
  `${method} ${ours}/live? RTSP/1.0`,
  `CSeq: ${sequence}`,
];
const responseOf = (status: string, sequence: number, ...more: string[]): readonly string[] => [
  `RTSP/1.0 ${status}`,
  `CSeq: ${sequence}`,
  ...more,
];

describe('RtspExchange', () => {
  it('repeats a request that received the response 401 and hides the challenge from ffmpeg', () => {
    const { one, repeated } = exchange();
    expect(one.request(request('DESCRIBE', 2), ours)).toEqual([
      'DESCRIBE rtsp://cam.example/live? RTSP/1.0',
      'CSeq: 2',
    ]);
    expect(one.response(responseOf('401 Unauthorized', 2, challenge))).toBeUndefined();
    expect(repeated).toEqual([
      [
        'DESCRIBE rtsp://cam.example/live? RTSP/1.0',
        'CSeq: 3',
        expect.stringMatching(
          /^Authorization: Digest username="admin", .*uri="rtsp:\/\/cam\.example\/live\?"/,
        ),
      ],
    ]);
    expect(one.response(responseOf('200 OK', 3, challenge))).toEqual(['RTSP/1.0 200 OK', 'CSeq: 2']);
  });

  it('authorizes each later request at once and keeps numbers unique', () => {
    const { one } = exchange();
    one.request(request('DESCRIBE', 2), ours);
    one.response(responseOf('401 Unauthorized', 2, challenge));
    one.response(responseOf('200 OK', 3));
    const setup = one.request(request('SETUP', 3), ours);
    expect(setup.slice(1)).toEqual([
      'CSeq: 4',
      expect.stringMatching(/^Authorization: Digest .*response="[0-9a-f]{32}"/),
    ]);
    expect(one.response(responseOf('200 OK', 4))).toEqual(['RTSP/1.0 200 OK', 'CSeq: 3']);
  });

  it('repeats a keep-alive whose nonce has expired during the stream', () => {
    const { one, repeated } = exchange();
    one.request(request('PLAY', 2), ours);
    one.response(responseOf('401 Unauthorized', 2, challenge));
    one.response(responseOf('200 OK', 3));
    one.request(request('GET_PARAMETER', 9), ours);
    expect(one.response(responseOf('401 Unauthorized', 9, challenge.replace('n1', 'n2')))).toBeUndefined();
    expect(repeated[1]?.[2]).toContain('nonce="n2"');
  });

  it('rejects at the second 401 and does not send the password again', () => {
    const { one, repeated } = exchange();
    one.request(request('DESCRIBE', 2), ours);
    one.response(responseOf('401 Unauthorized', 2, challenge));
    expect(() => one.response(responseOf('401 Unauthorized', 3, challenge))).toThrow(
      /rejects the user name or the password/,
    );
    expect(repeated).toHaveLength(1);
  });

  it('names the account when the camera responds 403 to an authorized request', () => {
    const { one } = exchange();
    one.request(request('DESCRIBE', 2), ours);
    one.response(responseOf('401 Unauthorized', 2, challenge));
    expect(() => one.response(responseOf('403 Forbidden', 3))).toThrow(/be locked/);
  });

  it('passes responses and requests of a camera without authentication on unchanged', () => {
    const { one } = exchange();
    one.request(request('OPTIONS', 1), ours);
    expect(one.response(responseOf('200 OK', 1, 'Public: DESCRIBE'))).toEqual(
      responseOf('200 OK', 1, 'Public: DESCRIBE'),
    );
    expect(one.response(['SET_PARAMETER * RTSP/1.0', 'CSeq: 77'])).toEqual([
      'SET_PARAMETER * RTSP/1.0',
      'CSeq: 77',
    ]);
  });

  it.each([
    ['DESCRIBE', '453 Not Enough Bandwidth', [], /no bandwidth for another viewer \(453\)/],
    ['SETUP', '461 Unsupported Transport', [], /set transport to udp/],
    ['SETUP', '200 OK', ['Transport: RTP/AVP;unicast;server_port=6970-6971'], /set transport to udp/],
    ['PLAY', '503 Service Unavailable', [], /no capacity for another viewer/],
  ])('stops when the camera responds to %s with %s %j', (method, status, headers, detail) => {
    const { one } = exchange();
    one.request(request(method, 2), ours);
    expect(() => one.response(responseOf(status, 2, ...headers))).toThrow(detail);
  });

  it('forwards an error in response to a request of a playing session, like a keep-alive that is not supported', () => {
    const { one } = exchange();
    one.request(request('PLAY', 2), ours);
    one.response(responseOf('200 OK', 2));
    one.request(request('OPTIONS', 3), ours);
    expect(one.response(responseOf('454 Session Not Found', 3))).toEqual(
      responseOf('454 Session Not Found', 3),
    );
  });

  it('lets ffmpeg continue when the camera does not know OPTIONS', () => {
    const { one } = exchange();
    one.request(request('OPTIONS', 1), ours);
    expect(one.response(responseOf('405 Method Not Allowed', 1))).toEqual(responseOf('200 OK', 1));
  });
});
