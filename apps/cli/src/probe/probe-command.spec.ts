import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { StreamProbe } from '@vialog/contracts';
import { UsageError } from '../command.ts';
import { probeCommand } from './probe-command.ts';

const password = 'S3cret-hunter2';
const report: StreamProbe = {
  outcome: 'playing',
  detail: 'H.264 over RTSP, 640 × 360 px, 25 frames/s, a key frame every 2 s.',
  url: 'rtsp://cam.example/1',
  encrypted: false,
  authentication: { required: true, schemes: ['Digest MD5'] },
  quality: [{ kind: 'dark', detail: 'The picture is black.' }],
  recommendations: [
    { zoneKind: 'area', plan: { mode: 'keyframes' }, slotMs: 10_000, basis: 'key_frames', reason: 'Cheap.' },
    {
      zoneKind: 'bays',
      plan: { mode: 'interval', intervalMs: 10_000 },
      slotMs: 60_000,
      basis: 'long_gop',
      reason: 'Rare key frames.',
    },
  ],
  warnings: ['The clock runs fast.'],
  durationMs: 4_210,
};

let dir: string;
let server: Server;
let received: { readonly url: string | undefined; readonly body: string }[];
let response: { readonly status: number; readonly body: object };
let printed: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vialog-cli-'));
  await writeFile(join(dir, 'token'), 'token-from-file\n');
  await writeFile(join(dir, 'password'), `${password}\n`);
  received = [];
  printed = '';
  response = { status: 200, body: report };
  server = createServer((request, out) => {
    void Array.fromAsync(request.setEncoding('utf8')).then((parts) => {
      received.push({ url: request.url, body: parts.join('') });
      out.writeHead(response.status).end(JSON.stringify(response.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(async () => {
  jest.restoreAllMocks();
  delete process.env['VIALOG_CAMERA_PASSWORD'];
  delete process.env['VIALOG_ALLOW_CIDRS'];
  server.closeAllConnections();
  server.close();
  await rm(dir, { recursive: true });
});

const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const here = (...args: string[]) => probeCommand.run(args, process.env['PATH'] ?? '');
const remote = (...args: string[]) => here(...args, '--url', origin(), '--token-file', join(dir, 'token'));

describe('vialog probe through a server', () => {
  test('prints the report in words and exits with 0', async () => {
    expect(await remote('rtsp://cam.example/1')).toBe(0);
    expect(received).toEqual([
      { url: '/v1/streams/probe', body: '{"stream":{"url":"rtsp://cam.example/1","transport":"tcp"}}' },
    ]);
    expect(printed.split('\n')).toEqual([
      'playing: H.264 over RTSP, 640 × 360 px, 25 frames/s, a key frame every 2 s.',
      '  stream          rtsp://cam.example/1',
      '  authentication  required (Digest MD5)',
      '  picture         The picture is black.',
      '  warning         The clock runs fast.',
      '  area            key frames, slots of 10 s. Cheap.',
      '  bays            a frame every 10 s, slots of 60 s. Rare key frames.',
      '  duration        4.2 s',
      '',
    ]);
  });

  test.each([
    ['a file', () => ['--password-file', join(dir, 'password')]],
    ['a variable', () => ((process.env['VIALOG_CAMERA_PASSWORD'] = password), [])],
  ])('the password comes from %s', async (_, given) => {
    await remote('rtsp://cam.example/1', '--username', 'viewer', ...given());
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
      credentials: { username: 'viewer', password },
    });
  });

  test('a certificate fingerprint is sent with the stream, without its colons', async () => {
    await remote('rtsps://cam.example/1', '--certificate', Array(32).fill('AB').join(':'));
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
      stream: { url: 'rtsps://cam.example/1', certificateSha256: 'ab'.repeat(32) },
    });
  });

  test('a registered camera is probed by its id', async () => {
    await remote('--camera', 'abcabcabcabc', '--region', 'north');
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({ cameraId: 'abcabcabcabc', region: 'north' });
  });

  test('a stream without pictures exits with 1', async () => {
    response = { status: 200, body: { ...report, outcome: 'unreachable', recommendations: [] } };
    expect(await remote('rtsp://cam.example/1', '--json')).toBe(1);
    expect(JSON.parse(printed)).toMatchObject({ outcome: 'unreachable' });
  });

  test('an error of the server is reported with its detail', async () => {
    response = { status: 429, body: { detail: 'More than 10 probes in a minute; wait 30 seconds.' } };
    await expect(remote('rtsp://cam.example/1')).rejects.toThrow('wait 30 seconds');
  });
});

describe('vialog probe from this host', () => {
  test('describes a rendered scene', async () => {
    expect(await here('synthetic:lot?seed=3')).toBe(0);
    expect(printed).toMatch(/^playing: .*rendered scene/i);
  });

  test('an address that is not allowed is rejected with its range and exits with 1', async () => {
    expect(await here('rtsp://127.0.0.1/1')).toBe(1);
    expect(printed).toMatch(/^rejected: .*VIALOG_ALLOW_CIDRS/);
    expect(printed).toMatch(/rejected +127\.0\.0\.1 \(loopback\)/);
  });

  test('VIALOG_ALLOW_CIDRS allows an address; what is not a stream is named', async () => {
    process.env['VIALOG_ALLOW_CIDRS'] = '127.0.0.0/8';
    expect(await here(`${origin()}/`)).toBe(1);
    expect(printed).toMatch(/^not_a_stream: /);
  });
});

describe('arguments of vialog probe', () => {
  test.each([
    ['no URL', [], /expected the URL of one stream/],
    ['two URLs', ['rtsp://a.example', 'rtsp://b.example'], /expected the URL of one stream/],
    ['a typing error', ['rstp://a.example'], /did you mean rtsp:/],
    ['a region without a server', ['rtsp://a.example', '--region', 'north'], /--url/],
    [
      'a certificate for a stream without TLS',
      ['rtsp://a.example', '--certificate', 'ab'.repeat(32)],
      /--certificate: rtsp has no certificate/,
    ],
    [
      'an incomplete fingerprint',
      ['rtsps://a.example', '--certificate', 'ab'],
      /--certificate: expected a SHA/,
    ],
    ['a certificate without a URL', ['--camera', 'a', '--url', 'http://a', '--certificate', 'ab'], /URL/],
    ['an unknown transport', ['rtsp://a.example', '--transport', 'quic'], /transport/],
    ['URL and password on standard input', ['-', '--username', 'a', '--password-file', '-'], /either/],
    ['an unknown option', ['rtsp://a.example', '--password', 'x'], /--password/],
  ])('%s is a usage error', async (_, args, message) => {
    const failure = await here(...args).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UsageError);
    expect(String(failure)).toMatch(message);
  });

  test.each([`rtsp://viewer:${password}@cam.example/1`, `http://cam.example/a.cgi?pwd=${password}`])(
    'a password in an argument is rejected and not repeated',
    async (url) => {
      const failure = await here(url).catch((error: unknown) => error);
      expect(String(failure)).toMatch(/process list.*standard input/);
      expect(String(failure)).not.toContain(password);
    },
  );
});
