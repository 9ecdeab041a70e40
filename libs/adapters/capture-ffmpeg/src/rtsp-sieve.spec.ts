import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answerFrom, requestFor } from './rtsp-rules.ts';
import { RtspSieve, type Refusal } from './rtsp-sieve.ts';

const address = '192.0.2.7';
const frame = (payload: string): Buffer => {
  const header = Buffer.from([0x24, 0, 0, 0]);
  header.writeUInt16BE(payload.length, 2);
  return Buffer.concat([header, Buffer.from(payload, 'latin1')]);
};
const text = (...lines: string[]): Buffer => Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
const redirect = text('RTSP/1.0 302 Found', 'CSeq: 2', 'Location: rtsp://10.0.0.1/x');
const ok = text('RTSP/1.0 200 OK', 'CSeq: 1');

/** What comes out of the sieve for these chunks, and why it stopped if it did. */
async function sift(
  chunks: readonly Buffer[],
  passesFrames = true,
): Promise<{ out: string; refusal?: string }> {
  const sieve = new RtspSieve({
    head: (lines) => answerFrom(lines, address),
    passesFrames: () => passesFrames,
  });
  const out: Buffer[] = [];
  sieve.on('data', (chunk: Buffer) => out.push(chunk));
  const refusal = await new Promise<string | undefined>((resolve) => {
    sieve.once('end', () => resolve(undefined));
    sieve.once('error', (error) => resolve((error as Refusal).fault.detail));
    for (const chunk of chunks) sieve.write(chunk, () => undefined);
    sieve.end();
  });
  const passed = Buffer.concat(out).toString('latin1');
  return refusal === undefined ? { out: passed } : { out: passed, refusal };
}

/** The same bytes in pieces of these sizes. */
function pieces(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const cut: Buffer[] = [];
  for (let at = 0, n = 0; at < bytes.length; n += 1) {
    const size = sizes[n % sizes.length] ?? 1;
    cut.push(bytes.subarray(at, at + size));
    at += size;
  }
  return cut;
}

describe('RtspSieve', () => {
  const body = 'v=0\r\n\r\nRTSP/1.0 302 is text in a body\r\n\r\n!!';
  const session = Buffer.concat([
    text('RTSP/1.0 200 OK', 'CSeq: 1', `Content-Length: ${body.length}`),
    Buffer.from(body),
    frame('\n\nRTSP/1.0 302 is bytes in a frame\r\nLocation: x\r\n\r\n'),
    ok,
    frame('x'.repeat(40_000)),
    text('OPTIONS * RTSP/1.0', 'CSeq: 9'),
  ]);

  it('forwards a session unchanged for any chunk boundaries', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1 }), async (sizes) => {
        expect(await sift(pieces(session, sizes))).toEqual({ out: session.toString('latin1') });
      }),
      { numRuns: 50 },
    );
  });

  it('stops at a redirect for any chunk boundaries and forwards nothing of it', async () => {
    const bytes = Buffer.concat([session, redirect, ok]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1 }), async (sizes) => {
        const { out, refusal } = await sift(pieces(bytes, sizes));
        expect(refusal).toMatch(/redirects to another address.*register that address/);
        expect(out).not.toContain('10.0.0.1');
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['300', 'RTSP/1.0 300 Multiple Choices'],
    ['399', 'RTSP/1.0 399 x'],
    ['305 of another version', 'RTSP/2.0 305 Use Proxy'],
    ['without a reason', 'RTSP/1.0 301'],
    ['a REDIRECT request', 'REDIRECT rtsp://cam/x RTSP/1.0'],
    ['with a carriage return within', 'RTSP/1.0\r 302 Found'],
  ])('stops at %s', async (_title, line) => {
    expect(await sift([text(line, 'Location: rtsp://10.0.0.1/x')])).toEqual({
      out: '',
      refusal: expect.stringMatching(/redirects/),
    });
  });

  it.each([
    ['a status ffmpeg reads otherwise', 'RTSP/1.0 +302 Found\r\n\r\n'],
    ['two spaces', 'RTSP/1.0  302 Found\r\n\r\n'],
    ['a tab', 'RTSP/1.0\t302 Found\r\n\r\n'],
    ['four digits', 'RTSP/1.0 0302 Found\r\n\r\n'],
    ['HTTP', 'HTTP/1.1 302 Found\r\n\r\n'],
    ['two lengths', 'RTSP/1.0 200 OK\r\nContent-Length: 1\r\nContent-Length: 90\r\n\r\n'],
    ['a length in hexadecimal', 'RTSP/1.0 200 OK\r\nContent-Length: 0x10\r\n\r\n'],
    ['a negative length', 'RTSP/1.0 200 OK\r\nContent-Length: -1\r\n\r\n'],
    ['a body of a gigabyte', 'RTSP/1.0 200 OK\r\nContent-Length: 999999999\r\n\r\n'],
    ['a head without end', `RTSP/1.0 200 OK\r\n${'X: y\r\n'.repeat(4_000)}`],
    ['garbage', '\u0001\u0002\u0003'],
  ])('refuses %s', async (_title, bytes) => {
    const { out, refusal } = await sift([Buffer.from(bytes, 'latin1')]);
    expect(refusal).toMatch(/not a video stream over RTSP/);
    expect(out).toBe('');
  });

  it('drops interleaved frames before playback, which ffmpeg could read as responses', async () => {
    const request = text('OPTIONS * RTSP/1.0', 'CSeq: 1');
    const smuggled = frame(`\n\n${redirect.toString('latin1')}`);
    expect(await sift([request, smuggled, ok], false)).toEqual({
      out: Buffer.concat([request, ok]).toString(),
    });
  });

  it('forwards line feeds and empty lines between responses as one normalised head', async () => {
    const { out } = await sift([Buffer.from('\r\n\nRTSP/1.0 200 OK\nCSeq: 1\0\n\n')]);
    expect(out).toBe('RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n');
  });
});

describe('answerFrom', () => {
  const transport = (line: string): string | undefined => answerFrom(['RTSP/1.0 200 OK', line], address)[1];

  it.each([
    'Transport: RTP/AVP;unicast;client_port=5000-5001;server_port=6970-6971;source=169.254.169.254',
    'Transport: RTP/AVP/UDP;unicast; source = 10.0.0.1;client_port=5000-5001;server_port=6970-6971',
    'transport: RTP/AVP;source;unicast;destination=10.0.0.2;client_port=5000-5001;server_port=6970-6971',
    'Transport: RTP/AVP;unicast;client_port=5000-5001;server_port=6970-6971',
  ])('replaces the source address of a transport by the checked address: %s', (line) => {
    expect(transport(line)).toMatch(/server_port=6970-6971.*;source=192\.0\.2\.7$/);
    expect(transport(line)).not.toMatch(/169\.254|10\.0\.0/);
  });

  it('does not change a transport over TCP', () => {
    const line = 'Transport: RTP/AVP/TCP;unicast;interleaved=0-1;ssrc=12345678';
    expect(transport(line)).toBe(line);
  });
});

describe('requestFor', () => {
  const ours = 'rtsp://127.0.0.1:34567';
  it.each([
    [`DESCRIBE ${ours}/live?a=1 RTSP/1.0`, 'DESCRIBE rtsp://cam.example/live?a=1 RTSP/1.0'],
    [`OPTIONS ${ours} RTSP/1.0`, 'OPTIONS rtsp://cam.example RTSP/1.0'],
    [`SETUP ${ours}8/live RTSP/1.0`, `SETUP ${ours}8/live RTSP/1.0`],
    ['PLAY rtsp://192.168.1.2/live RTSP/1.0', 'PLAY rtsp://192.168.1.2/live RTSP/1.0'],
  ])('replaces the relay address in the request %s', (line, expected) => {
    expect(requestFor([line, 'CSeq: 1'], ours, 'rtsp://cam.example')).toEqual([expected, 'CSeq: 1']);
  });
});
