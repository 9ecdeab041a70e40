import { describe, expect, test } from '@jest/globals';
import type { CaptureEvent, CaptureRequest, FrameSource } from '@vialog/capture';
import { streamProbe, type Stream, type StreamProbe } from '@vialog/contracts';
import { probeStream, type ProbeResult } from './probe-stream.ts';

/** A source that runs a script: it waits, notes and yields, and its clock moves with its waits. */
class ScriptedSource implements FrameSource {
  now = 0;
  attempts = 0;
  readonly #script: Script;
  #sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  constructor(script: Script) {
    this.#script = script;
  }

  async *frames(request: CaptureRequest, signal: AbortSignal): AsyncIterable<CaptureEvent> {
    this.attempts += 1;
    for await (const step of this.#script(request)) {
      if (signal.aborted) return;
      if (typeof step === 'number') await this.#move(step);
      else yield step;
    }
    while (!signal.aborted) await this.#move(100);
  }

  readonly pause = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      this.#sleepers.push({ at: this.now + ms, wake: resolve });
      signal.addEventListener('abort', () => resolve());
    });

  async #move(ms: number): Promise<void> {
    this.now += ms;
    for (const { at, wake } of this.#sleepers) if (at <= this.now) wake();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

type Step = number | CaptureEvent;
type Script = (request: CaptureRequest) => Iterable<Step> | AsyncIterable<Step>;

async function probe(url: string, script: Script, more: Partial<Stream> = {}): Promise<ProbeResult> {
  const source = new ScriptedSource(script);
  const clock = { now: () => source.now, monotonic: () => source.now };
  const result = await probeStream(
    { source, clock, pause: source.pause },
    { stream: { url, transport: 'tcp', ...more } },
    new AbortController().signal,
  );
  expect(source.attempts).toBe(1);
  streamProbe.parse(result.report);
  return result;
}
const reportOf = async (url: string, script: Script, more?: Partial<Stream>): Promise<StreamProbe> =>
  (await probe(url, script, more)).report;

let tone = 0;
const picture = (width = 64, height = 36, shade = (tone += 7)): CaptureEvent => ({
  kind: 'picture',
  picture: {
    width,
    height,
    format: 'rgb24',
    pixels: Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 13 + shade) % 256),
  },
  capturedAt: 0,
});

/** Video with a key frame every `gop` frames, 10 frames/s. */
function* video({ onNote }: CaptureRequest, gop: number, frames: number): Generator<Step> {
  onNote?.({ kind: 'codec', codec: 'h264' });
  for (let i = 0; i < frames; i += 1) {
    const isKey = i % gop === 0;
    onNote?.({ kind: 'packet', isKey, streamMs: i * 100 });
    if (isKey) yield picture();
    yield 100;
  }
}

describe('probe of a stream', () => {
  test('a video stream is described by codec, size, frame rate and key frame interval, and observed only briefly', async () => {
    const report = await reportOf('rtsp://cam.example/1', (request) => video(request, 20, 1_000));
    expect(report).toMatchObject({
      outcome: 'playing',
      detail: 'H.264 over RTSP, 64 × 36 px, 10 frames/s, a key frame every 2 s.',
      protocol: 'rtsp',
      transport: 'tcp',
      encrypted: false,
      codec: 'h264',
      framesPerSecond: 10,
      keyframeIntervalMs: 2_000,
      authentication: { required: false, schemes: [] },
      quality: [],
      warnings: [],
    });
    expect(report.recommendations).toMatchObject([
      { zoneKind: 'area', basis: 'key_frames' },
      { zoneKind: 'bays', basis: 'key_frames' },
      { zoneKind: 'line', basis: 'frame_rate' },
    ]);
    expect(report.durationMs).toBeLessThan(5_000);
  });

  test('a stream with rare key frames is observed up to the limit', async () => {
    const report = await reportOf('rtsp://cam.example/1', (request) => video(request, 1_000, 1_000));
    expect(report).toMatchObject({
      outcome: 'playing',
      recommendations: [{ basis: 'long_gop' }, {}, { zoneKind: 'line' }],
    });
    expect(report).not.toHaveProperty('keyframeIntervalMs');
    expect(report.durationMs).toBeGreaterThanOrEqual(12_500);
    expect(report.durationMs).toBeLessThan(15_000);
  });

  test('video without any key frame in time is no picture, and the sentence says what to set', async () => {
    const report = await reportOf('rtsp://cam.example/1', function* ({ onNote }) {
      for (let i = 1; i < 1_000; i += 1) {
        onNote?.({ kind: 'packet', isKey: false, streamMs: i * 40 });
        yield 40;
      }
    });
    expect(report).toMatchObject({
      outcome: 'no_picture',
      detail: expect.stringMatching(/no key frame came within 1\d s\. Set the key frame interval/),
      recommendations: [],
    });
  });

  test('a source that never responds ends at the limit', async () => {
    const report = await reportOf('rtsp://cam.example/1', () => []);
    expect(report).toMatchObject({ outcome: 'no_picture', authentication: { schemes: [] } });
    expect(report).not.toHaveProperty('authentication.required');
    expect(report.durationMs).toBeLessThan(15_000);
  });

  test('the first fault ends the probe with its cause and its sentence', async () => {
    const report = await reportOf('http://cam.example/1', function* ({ onNote }) {
      onNote?.({ kind: 'challenge', schemes: ['Basic', 'Digest MD5'] });
      yield {
        kind: 'fault',
        reason: 'offline',
        detail: 'the camera requires a user name and a password; enter them with the stream',
        cause: 'credentials_required',
        at: 0,
      };
    });
    expect(report).toMatchObject({
      outcome: 'credentials_required',
      detail: 'The camera requires a user name and a password; enter them with the stream.',
      authentication: { required: true, schemes: ['Basic', 'Digest MD5'] },
      recommendations: [],
    });
    expect(report).not.toHaveProperty('width');
  });

  test.each([
    ['http://cam.example/a.jpg', ['Basic'], 1],
    ['http://cam.example/a.jpg', ['Basic', 'Digest MD5'], 0],
    ['https://cam.example/a.jpg', ['Basic'], 0],
  ])('%s with the schemes %j has %i warnings about a password in plain text', async (url, schemes, count) => {
    const report = await reportOf(url, function* ({ onNote }) {
      onNote?.({ kind: 'challenge', schemes });
      onNote?.({ kind: 'protocol', protocol: 'snapshot' });
      for (;;) {
        yield picture();
        yield 1_000;
      }
    });
    expect(report.authentication).toEqual({ required: true, schemes });
    expect(report.warnings).toHaveLength(count);
  });

  test('a rejected address is named with its range', async () => {
    const report = await reportOf('http://cam.example/1', function* () {
      const addresses = [{ address: '10.0.0.1', range: 'private' }];
      const rejection = { host: 'cam.example', addresses };
      yield {
        kind: 'fault',
        reason: 'offline',
        detail: 'no',
        cause: 'rejected',
        rejectedHost: rejection,
        at: 0,
      };
    });
    expect(report).toMatchObject({
      outcome: 'rejected',
      rejection: { host: 'cam.example', addresses: [{ address: '10.0.0.1', range: 'private' }] },
    });
  });

  test('a fault of a stream that continues is a warning and does not end the probe', async () => {
    const report = await reportOf('file:///lot.mp4', function* (request) {
      yield { kind: 'fault', reason: 'decode_error', detail: 'the clip breaks off', continues: true, at: 0 };
      yield* video(request, 10, 99);
    });
    expect(report).toMatchObject({ outcome: 'playing', warnings: ['The clip breaks off.'] });
  });

  test('the fingerprint of a certificate that is not accepted is reported', async () => {
    const certificateSha256 = 'ab'.repeat(32);
    const report = await reportOf('rtsps://cam.example/1', function* () {
      yield { kind: 'fault', reason: 'offline', detail: 'no', cause: 'tls_failed', certificateSha256, at: 0 };
    });
    expect(report).toMatchObject({ outcome: 'tls_failed', encrypted: true, certificateSha256 });
  });

  test('a source that throws is a failure and not an error', async () => {
    const report = await reportOf('rtsp://cam.example/1', () => {
      throw new Error('boom');
    });
    expect(report).toMatchObject({ outcome: 'failed', detail: expect.stringContaining('boom') });
  });

  test('the refresh period of a snapshot is the time between two changes', async () => {
    const report = await reportOf('http://cam.example/a.jpg', function* ({ onNote }) {
      for (let i = 0; ; i += 1) {
        onNote?.({ kind: 'protocol', protocol: 'snapshot' });
        onNote?.({ kind: 'codec', codec: 'mjpeg' });
        yield picture(64, 36, Math.floor(i / 3) * 31);
        yield 1_000;
      }
    });
    expect(report).toMatchObject({
      protocol: 'snapshot',
      codec: 'mjpeg',
      refreshMs: 3_000,
      quality: [],
      recommendations: [{ basis: 'refresh' }, { basis: 'refresh' }],
    });
    expect(report).not.toHaveProperty('framesPerSecond');
  });

  test('a snapshot that does not change has no refresh period, unless it is stated', async () => {
    const script: Script = function* ({ onNote }) {
      for (;;) {
        onNote?.({ kind: 'protocol', protocol: 'snapshot' });
        yield picture(64, 36, 1);
        yield 1_000;
      }
    };
    const unknown = await reportOf('http://cam.example/a.jpg', script);
    expect(unknown.recommendations[0]).toMatchObject({ basis: 'refresh_unknown' });
    expect(unknown).not.toHaveProperty('refreshMs');
    const stated = await reportOf('http://cam.example/a.jpg', script, { refreshMs: 60_000 });
    expect(stated.recommendations[0]).toMatchObject({
      basis: 'refresh',
      plan: { mode: 'interval', intervalMs: 60_000 },
      slotMs: 120_000,
    });
  });

  test('motion JPEG has a frame rate and no key frame interval', async () => {
    const report = await reportOf('http://cam.example/live', function* ({ onNote }) {
      onNote?.({ kind: 'protocol', protocol: 'mjpeg' });
      for (;;) {
        onNote?.({ kind: 'packet', isKey: true, streamMs: undefined });
        yield picture();
        yield 100;
      }
    });
    expect(report).toMatchObject({ protocol: 'mjpeg', codec: 'mjpeg', framesPerSecond: 10 });
    expect(report).not.toHaveProperty('keyframeIntervalMs');
  });

  test('a frozen live picture is reported', async () => {
    const report = await reportOf('rtsp://cam.example/1', function* ({ onNote }) {
      for (let i = 0; ; i += 1) {
        onNote?.({ kind: 'packet', isKey: true, streamMs: i * 1_000 });
        yield picture(64, 36, 5);
        yield 1_000;
      }
    });
    expect(report.quality).toEqual([{ kind: 'unchanged', detail: expect.stringContaining('identical') }]);
  });

  test('a stream that ends after pictures is playing, with a warning', async () => {
    const report = await reportOf('rtsp://cam.example/1', function* (request) {
      yield* video(request, 10, 15);
      yield { kind: 'fault', reason: 'offline', detail: 'the camera closed the connection', at: 0 };
    });
    expect(report).toMatchObject({
      outcome: 'playing',
      warnings: ['The stream then failed: the camera closed the connection.'],
    });
  });

  test('the newest picture is returned in its full size for the caller, and the report has none', async () => {
    const { report, picture: last } = await probe('rtsp://cam.example/1', (request) =>
      video(request, 10, 99),
    );
    expect(last).toMatchObject({ width: 64, height: 36 });
    expect(JSON.stringify(report)).not.toContain('pixels');
  });

  test('no password of the URL is in the report', async () => {
    const url = 'http://cam.example/a.cgi?user=admin&pwd=hunter2';
    const report = await reportOf(url, () => []);
    expect(report.url).toBe('http://cam.example/a.cgi?user=***&pwd=***');
    expect(JSON.stringify(report)).not.toContain('hunter2');
  });
});
