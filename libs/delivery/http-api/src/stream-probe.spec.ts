import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { IngestRequestOf, StreamProbe } from '@vialog/contracts';
import type { IngestDelivery, IngestReply, IngestRequests } from '@vialog/ingest';
import { openStream } from '@vialog/registry';
import { plainCamera, readableSealer } from '@vialog/registry/conformance';
import { send, startTestApi, type TestApi } from './http-api.fixture.ts';
import { probesPerMinute } from './streams/probe-limits.ts';

const found: StreamProbe = {
  outcome: 'playing',
  detail: 'H.264 over RTSP.',
  url: 'rtsp://cam.example/1',
  encrypted: false,
  authentication: { required: true, schemes: ['Digest MD5'] },
  quality: [],
  recommendations: [],
  warnings: [],
  durationMs: 3_000,
};
const credentials = { username: 'operator-name', password: 'hunter2-secret' };

/** Records the requests to an ingest and replies to each with `reply`. */
class RecordingIngest implements IngestRequests {
  readonly sent: { readonly request: IngestRequestOf<'probe'>; readonly delivery: IngestDelivery }[] = [];
  reply: IngestReply<'probe'> = { kind: 'answered', content: found };

  send<K>(request: unknown, delivery: IngestDelivery): Promise<K> {
    this.sent.push({ request: request as IngestRequestOf<'probe'>, delivery });
    return Promise.resolve(this.reply as K);
  }
}

let ingest: RecordingIngest;
let api: TestApi;
beforeEach(async () => {
  ingest = new RecordingIngest();
  api = await startTestApi({ ingestRequests: ingest });
});
afterEach(() => api.close());

const probe = (body: object, client = '203.0.113.1') =>
  send(api, 'POST /v1/streams/probe', { body, headers: { 'x-forwarded-for': client } });
const register = async (stream: object): Promise<string> => {
  const body = { ...plainCamera, stream, credentials, tags: ['region:north'] };
  return ((await send(api, 'POST /v1/cameras', { body })).body as { cameraId: string }).cameraId;
};
const opened = () => openStream(ingest.sent[0]!.request, readableSealer);

describe('POST /v1/streams/probe', () => {
  test('the response is what the capturing process reports', async () => {
    const response = await probe({ stream: { url: 'rtsp://cam.example/1' } });
    expect(response).toMatchObject({ status: 200, body: found });
    expect(ingest.sent[0]?.delivery).toMatchObject({ to: { kind: 'region', region: 'main' } });
    expect(ingest.sent[0]?.delivery.deadlineMs).toBeLessThanOrEqual(15_000);
  });

  test.each([
    ['as credentials', { stream: { url: 'rtsp://cam.example/1?pwd=hunter2-url' }, credentials }],
    ['in the URL', { stream: { url: 'rtsp://operator-name:hunter2-secret@cam.example/1?pwd=hunter2-url' } }],
  ])('secrets that are sent %s travel sealed, and nothing of them is returned or logged', async (_, body) => {
    const { text } = await probe(body);
    expect(await opened()).toMatchObject({
      stream: { url: 'rtsp://cam.example/1?pwd=hunter2-url' },
      credentials,
    });
    const open = { ...ingest.sent[0]!.request, secrets: undefined };
    const shown = [text, ...api.log, JSON.stringify(open)].join('\n');
    expect(shown).not.toMatch(/hunter2|operator-name/);
    expect(await api.registry.memory.versions()).toEqual([]);
  });

  test('a registered camera is probed with its stored credentials in its region', async () => {
    const cameraId = await register({ url: 'rtsp://cam.example/1' });
    await probe({ cameraId });
    expect(await opened()).toMatchObject({ stream: { url: 'rtsp://cam.example/1' }, credentials });
    expect(ingest.sent[0]?.delivery.to).toEqual({ kind: 'region', region: 'north' });
  });

  test('another path of a registered camera is probed with its stored credentials', async () => {
    const cameraId = await register({ url: 'rtsp://cam.example/1' });
    await probe({ cameraId, stream: { url: 'rtsp://cam.example/2' } });
    expect(await opened()).toMatchObject({ stream: { url: 'rtsp://cam.example/2' }, credentials });
  });

  test('stored credentials never go to another host', async () => {
    const cameraId = await register({ url: 'rtsp://cam.example/1' });
    const response = await probe({ cameraId, stream: { url: 'rtsp://evil.example/1' } });
    expect(response).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    expect(ingest.sent).toEqual([]);
  });

  test.each([
    ['nothing', {}, 'stream', /expected a stream to probe/],
    ['a typing error', { stream: { url: 'rstp://cam.example' } }, 'stream.url', /did you mean rtsp:/],
    ['no protocol', { stream: { url: '192.168.1.20' } }, 'stream.url', /starts with its protocol/],
    ['a port out of range', { stream: { url: 'rtsp://cam.example:70000' } }, 'stream.url', /1 to 65535/],
    [
      'an unknown transport',
      { stream: { url: 'rtsp://c.example', transport: 'quic' } },
      'stream.transport',
      /tcp/,
    ],
    ['*** without a stored value', { stream: { url: 'http://c.example/?pwd=***' } }, 'stream.url', /"pwd"/],
  ])('%s is rejected by the name of the field, before anything is opened', async (_, body, path, message) => {
    const { status, body: problem } = await probe(body);
    expect(status).toBe(400);
    expect(problem).toMatchObject({ details: [{ path, message: expect.stringMatching(message) }] });
    expect(ingest.sent).toEqual([]);
  });

  test('an unknown camera is rejected with CAMERA_NOT_FOUND', async () => {
    expect(await probe({ cameraId: 'abcabcabcabc' })).toMatchObject({ body: { code: 'CAMERA_NOT_FOUND' } });
  });

  test.each([
    ['no_process', 503, 'CAPTURE_UNAVAILABLE'],
    ['timeout', 503, 'CAPTURE_UNAVAILABLE'],
    ['busy', 429, 'RATE_LIMITED'],
  ] as const)('the failure %s of the capturing process is reported with %i', async (reason, status, code) => {
    ingest.reply = { kind: 'failed', reason, detail: 'Start one with VIALOG_REGION=main.' };
    const response = await probe({ stream: { url: 'rtsp://cam.example/1' } });
    expect(response).toMatchObject({ status, body: { code, detail: 'Start one with VIALOG_REGION=main.' } });
  });

  test('a client that probes too often gets 429 with Retry-After', async () => {
    const body = { stream: { url: 'rtsp://cam.example/1' } };
    for (let i = 0; i < probesPerMinute; i += 1) expect((await probe(body)).status).toBe(200);
    expect(await probe(body)).toMatchObject({
      status: 429,
      body: { code: 'RATE_LIMITED' },
      headers: { 'retry-after': expect.anything() },
    });
  });
});
