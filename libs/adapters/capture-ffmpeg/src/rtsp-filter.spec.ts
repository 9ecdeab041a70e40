import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { responseFrom, requestFor } from './rtsp-rules.ts';
import { RtspFilter, type Rejection } from './rtsp-filter.ts';

const address = '192.0.2.7';
const frame = (payload: string): Buffer => {
  const header = Buffer.from([0x24, 0, 0, 0, 0x80]);
  header.writeUInt16BE(payload.length + 1, 2);
  return Buffer.concat([header, Buffer.from(payload, 'latin1')]);
};
const text = (...lines: string[]): Buffer => Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
const redirect = text('RTSP/1.0 302 Found', 'CSeq: 2', 'Location: rtsp://10.0.0.1/x');
const ok = text('RTSP/1.0 200 OK', 'CSeq: 1');

/** What comes out of the filter for these chunks, and why it stopped if it did. */
async function filtered(
  chunks: readonly Buffer[],
  passesFrames = true,
  resynchronised = (): void => undefined,
): Promise<{ out: string; rejection?: string }> {
  const filter = new RtspFilter({
    head: (lines) => responseFrom(lines, address),
    passesFrames: () => passesFrames,
    resynchronised,
  });
  const out: Buffer[] = [];
  filter.on('data', (chunk: Buffer) => out.push(chunk));
  const rejection = await new Promise<string | undefined>((resolve) => {
    filter.once('end', () => resolve(undefined));
    filter.once('error', (error) => resolve((error as Rejection).fault.detail));
    for (const chunk of chunks) filter.write(chunk, () => undefined);
    filter.end();
  });
  const passed = Buffer.concat(out).toString('latin1');
  return rejection === undefined ? { out: passed } : { out: passed, rejection };
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

describe('RtspFilter', () => {
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
        expect(await filtered(pieces(session, sizes))).toEqual({ out: session.toString('latin1') });
      }),
      { numRuns: 50 },
    );
  });

  it('stops at a redirect for any chunk boundaries and forwards nothing of it', async () => {
    const bytes = Buffer.concat([session, redirect, ok]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1 }), async (sizes) => {
        const { out, rejection } = await filtered(pieces(bytes, sizes));
        expect(rejection).toMatch(/redirects to another address.*register that address/);
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
    expect(await filtered([text(line, 'Location: rtsp://10.0.0.1/x')], false)).toEqual({
      out: '',
      rejection: expect.stringMatching(/redirects/),
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
  ])('rejects %s', async (_title, bytes) => {
    const { out, rejection } = await filtered([Buffer.from(bytes, 'latin1')], false);
    expect(rejection).toMatch(/not a video stream over RTSP/);
    expect(out).toBe('');
  });

  it.each([
    ['a zero', '\0'],
    ['a dollar', '$'],
    ['two dollars', '$$'],
    ['a capital letter', 'R'],
    ['the beginning of a response', 'RTSP/1.'],
    ['a word like a method', 'PLAY '],
    ['text with line ends', 'PLAY it\r\n\r\nagain\r\n\r\n'],
    ['bytes like the header of a frame', '$\u0000\u0000\u0020\u0001\u0002'],
    ['a kilobyte', '\xff'.repeat(1_024)],
  ])(
    'skips %s between frames, counts one place, and loses no frame, for any chunk boundaries',
    async (_title, stray) => {
      const frames = [frame('a'.repeat(100)), frame('b'.repeat(300)), frame('c'.repeat(50)), ok];
      const [first, ...others] = frames as [Buffer, ...Buffer[]];
      const bytes = Buffer.concat([first, Buffer.from(stray, 'latin1'), ...others]);
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1 }), async (sizes) => {
          let places = 0;
          const passed = await filtered(pieces(bytes, sizes), true, () => (places += 1));
          expect(passed).toEqual({ out: Buffer.concat(frames).toString('latin1') });
          expect(places).toBe(1);
        }),
        { numRuns: 30 },
      );
    },
  );

  it('finds the next frame after one whose length is wrong', async () => {
    const short = frame('a'.repeat(100));
    short.writeUInt16BE(90, 2);
    const { out } = await filtered([short, frame('b'.repeat(300)), ok]);
    expect(out).toContain('b'.repeat(300));
    expect(out).toContain('RTSP/1.0 200 OK');
  });

  it('gives up a stream in which nothing but stray bytes comes', async () => {
    expect(await filtered([Buffer.alloc(100_000, 0xff)])).toEqual({
      out: '',
      rejection: expect.stringMatching(/not a video stream/),
    });
  });

  it.each([
    ['Content-Length: 4\r\nContent-Length: 4', 'twice with the same value'],
    ['content-length:4\r\nX: y\r\nCONTENT-LENGTH:  4 ', 'twice in different spellings'],
  ])('accepts a length that is given %#: %s', async (headers) => {
    const { out } = await filtered([Buffer.from(`RTSP/1.0 200 OK\r\n${headers}\r\n\r\nbody`)], false);
    expect(out).toMatch(/\r\nContent-Length: 4\r\n\r\nbody$/);
    expect(out.match(/content-length/gi)).toHaveLength(1);
  });

  it('drops interleaved frames before playback, which ffmpeg could read as responses', async () => {
    const request = text('OPTIONS * RTSP/1.0', 'CSeq: 1');
    const smuggled = frame(`\n\n${redirect.toString('latin1')}`);
    expect(await filtered([request, smuggled, ok], false)).toEqual({
      out: Buffer.concat([request, ok]).toString(),
    });
  });

  it('forwards line feeds and empty lines between responses as one normalised head', async () => {
    const { out } = await filtered([Buffer.from('\r\n\nRTSP/1.0 200 OK\nCSeq: 1\0\n\n')]);
    expect(out).toBe('RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n');
  });
});

describe('responseFrom', () => {
  const transport = (line: string): string | undefined => responseFrom(['RTSP/1.0 200 OK', line], address)[1];

  it.each([
    'Transport: RTP/AVP;unicast;client_port=5000-5001;server_port=6970-6971;source=169.254.169.254',
    'Transport: RTP/AVP/UDP;unicast; source = 10.0.0.1;client_port=5000-5001;server_port=6970-6971',
    'transport: RTP/AVP;source;unicast;destination=10.0.0.2;client_port=5000-5001;server_port=6970-6971',
    'Transport: RTP/AVP;unicast;/source=10.0.0.9;x=/TCP; / source=10.0.0.2;server_port=6970-6971',
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
