import { Authenticator } from '@vialog/capture';
import { RtspExchange } from './rtsp-exchange.ts';
import { Rejection, RtspFilter } from './rtsp-filter.ts';

const message = (text: string, body = ''): Buffer =>
  Buffer.from(`${text.replaceAll('\n', '\r\n')}\r\n\r\n${body}`, 'latin1');
const frame = (length: number): Buffer =>
  Buffer.concat([Buffer.from([0x24, 0, length >> 8, length & 255]), Buffer.alloc(length, 7)]);
const description = 'v=0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:trackID=1\r\n';

const challenge = message(
  'RTSP/1.0 401 Unauthorized\nCSeq: 1\nWWW-Authenticate: Digest realm="cam", nonce="abc", qop="auth"',
);
const described = message(
  `RTSP/1.0 200 OK\nCSeq: 2\nContent-Type: application/sdp\nContent-Length: ${description.length}`,
  description,
);
const setUpUdp = message(
  'RTSP/1.0 200 OK\nCSeq: 3\nTransport: RTP/AVP;unicast;client_port=5000-5001;server_port=6970-6971;source=10.0.0.1\nSession: 1',
);
const setUp = message(
  'RTSP/1.0 200 OK\nCSeq: 3\nTransport: RTP/AVP/TCP;interleaved=0-1;source=10.0.0.1\nSession: 1;timeout=60',
);
const playing = Buffer.concat([
  message('RTSP/1.0 200 OK\nCSeq: 4\nRTP-Info: url=rtsp://cam/1;seq=1'),
  frame(300),
  frame(1_400),
]);

const maxPassed = 8 * 1_024 * 1_024;

/** Responses of a camera through the relay: what passes holds no second address, and the rest ends in a reason. */
async function relay(transport: 'tcp' | 'udp', input: Uint8Array): Promise<string> {
  const authenticator = new Authenticator({
    credentials: { username: 'u', password: 'p' },
    randomNonce: () => 'c0ffee',
  });
  const exchange = new RtspExchange({
    authenticator,
    address: '192.0.2.7',
    origin: 'rtsp://cam.example:554',
    requested: { transport, secure: false },
    send: () => undefined,
  });
  for (const [index, method] of ['OPTIONS', 'DESCRIBE', 'SETUP', 'PLAY'].entries())
    exchange.request(
      [`${method} rtsp://127.0.0.1:1/live RTSP/1.0`, `CSeq: ${index + 1}`],
      'rtsp://127.0.0.1:1',
    );
  const responses = new RtspFilter({
    head: (lines) => checked(exchange.response(lines)),
    passesFrames: () => true,
  });
  let passed = 0;
  responses.on('data', (chunk: Buffer) => (passed += chunk.length));
  const error = await new Promise<Error | undefined>((resolve) => {
    responses.once('end', () => resolve(undefined)).once('error', resolve);
    for (let at = 0, size = 1; at < input.length; at += size, size = 1 + ((size * 7) % 1_460))
      responses.write(input.subarray(at, at + size), () => undefined);
    responses.end();
  });
  if (error !== undefined && !(error instanceof Rejection)) throw error;
  if (passed > input.length + maxPassed) throw new Error(`${passed} bytes came out of ${input.length}`);
  return error instanceof Rejection ? error.fault.reason : 'passed';
}

/** What ffmpeg gets to see: it follows redirects, and sends packets to the address of `source`. */
function checked(lines: readonly string[] | undefined): readonly string[] | undefined {
  const first = lines?.[0] ?? '';
  if (/^RTSP\/\d\.\d\s+3\d\d/.test(first)) throw new Error(`a redirect passed: ${first}`);
  const source = lines?.find(
    (line) => /;[\s/]*source=(?!192\.0\.2\.7)/i.test(line) && /^transport:/i.test(line),
  );
  if (source !== undefined) throw new Error(`another address passed: ${source}`);
  return lines;
}

/** Bytes of cameras that the RTSP relay reads. */
export const rtspFuzzTargets = (['tcp', 'udp'] as const).map((transport) => ({
  name: `rtsp-relay-${transport}`,
  seeds: [
    Buffer.concat([challenge, described, setUp, playing]),
    Buffer.concat([described, setUp, playing, frame(20), message('OPTIONS * RTSP/1.0\nCSeq: 9'), frame(9)]),
    Buffer.concat([described, setUpUdp, playing]),
    message('RTSP/1.0 302 Found\nCSeq: 1\nLocation: rtsp://10.0.0.1/'),
  ],
  dictionary: [
    'RTSP/1.0 ',
    '401',
    '302',
    '\r\n',
    '\n',
    'CSeq: ',
    'Content-Length: ',
    'Content-Base: ',
    '$\0',
    'WWW-Authenticate: ',
    'Session: ',
  ],
  run: (input: Uint8Array) => relay(transport, input),
}));
