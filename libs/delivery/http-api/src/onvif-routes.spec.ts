import { afterEach, describe, expect, test } from '@jest/globals';
import { VialogError, type OnvifReading, type StreamProbe } from '@vialog/contracts';
import { LocalIngestRequests, RequestDesk, type IngestRequests } from '@vialog/ingest';
import { onvifHandlers, withRoles, type OnvifNetwork } from '@vialog/onvif';
import { plainCamera, readableSealer } from '@vialog/registry/conformance';
import { send, startTestApi, type TestApi } from './http-api.fixture.ts';

const login = { username: 'admin', password: 'hunter2' };
const found: OnvifReading = {
  deviceUrl: 'http://192.0.2.5/onvif/device_service',
  foundBy: 'discovery',
  access: 'unknown',
  name: 'Gate 1',
  profiles: [],
  warnings: [],
};
const url = 'rtsp://192.0.2.5/main';
const subUrl = 'rtsp://192.0.2.5/sub';
const read: OnvifReading = {
  ...found,
  foundBy: 'host',
  access: 'accepted',
  maker: 'Acme',
  serialNumber: 'SN-1',
  profiles: withRoles([
    {
      token: 's',
      name: 's',
      source: 'VS',
      width: 640,
      height: 360,
      streams: [{ transport: 'tcp', url: subUrl }],
    },
    { token: 'a', name: 'a', source: 'VS', width: 1920, height: 1080, streams: [{ transport: 'tcp', url }] },
  ]),
};

/** A network with one device that knows the user. */
const network: OnvifNetwork = {
  interfaces: () =>
    Promise.resolve([{ name: 'eth0', address: '192.0.2.1', prefixLength: 24, isLoopback: false }]),
  discover: (address) =>
    address === '192.0.2.1'
      ? Promise.resolve([found])
      : Promise.reject(rejection('VALIDATION_FAILED', 'address')),
  read: (host, credentials) => {
    if (host === 'metadata') return Promise.reject(rejection('STREAM_REFUSED'));
    if (host === 'silent') return Promise.reject(rejection('DEVICE_UNREACHABLE'));
    if (host === 'broken') return Promise.reject(new Error('the disk is on fire'));
    const isKnown = JSON.stringify(credentials) === JSON.stringify(login);
    return Promise.resolve(isKnown ? read : { ...found, foundBy: 'host', access: 'required' });
  },
};

const rejection = (code: 'VALIDATION_FAILED' | 'STREAM_REFUSED' | 'DEVICE_UNREACHABLE', path?: string) =>
  new VialogError(
    code,
    'It does not work.',
    path === undefined ? {} : { details: [{ path, message: 'no' }] },
  );

let api: TestApi;
afterEach(() => api.close());

const probed: StreamProbe = {
  outcome: 'playing',
  detail: 'H.264 over RTSP.',
  url,
  encrypted: false,
  authentication: { schemes: [] },
  quality: [],
  recommendations: [],
  warnings: [],
  durationMs: 1_000,
};

async function start(): Promise<void> {
  const handlers = {
    ...onvifHandlers({ onvif: network, secrets: readableSealer }),
    probe: ({ stream }: { stream: { url: string } }) =>
      Promise.resolve({ kind: 'answered' as const, content: { ...probed, url: stream.url } }),
  };
  const desk = new RequestDesk(handlers, () => new Promise(() => undefined));
  api = await startTestApi({ ingestRequests: new LocalIngestRequests(desk) });
}

const post = (route: string, body: object) => send(api, `POST /v1/onvif/${route}`, { body });

describe('ONVIF devices over HTTP', () => {
  test('lists the interfaces, discovers on one, reads a device, and keeps both responses in one review entry', async () => {
    await start();
    expect((await send(api, 'GET /v1/onvif/interfaces')).body).toMatchObject({ items: [{ name: 'eth0' }] });
    expect((await send(api, 'GET /v1/onvif/devices')).body).toEqual({ items: [] });
    const discovered = await post('discoveries', { address: '192.0.2.1' });
    expect(discovered).toMatchObject({
      status: 200,
      body: { items: [{ access: 'unknown', name: 'Gate 1' }] },
    });
    const response = await post('devices', { host: '192.0.2.5', credentials: login });
    expect(response).toMatchObject({
      status: 200,
      body: { access: 'accepted', suggestions: [{ name: 'Gate 1', stream: { url, transport: 'tcp' } }] },
    });
    const list = await send(api, 'GET /v1/onvif/devices');
    expect(list.body).toEqual({ items: [response.body] });
    expect(list.text + api.log.join('')).not.toContain('hunter2');
  });

  test('registers nothing, and says which camera is registered after a person added it', async () => {
    await start();
    await post('devices', { host: '192.0.2.5', credentials: login });
    expect(api.registry.memory.newest()).toEqual([]);
    await send(api, 'POST /v1/cameras', { body: { ...plainCamera, name: 'Gate', stream: { url } } });
    expect((await send(api, 'GET /v1/onvif/devices')).body).toMatchObject({
      items: [{ suggestions: [{ registered: [{ name: 'Gate', by: 'url' }] }] }],
    });
  });

  test('a probe of a stream names the substream of a device on the review list', async () => {
    await start();
    const probe = (of: string) => send(api, 'POST /v1/streams/probe', { body: { stream: { url: of } } });
    expect((await probe(url)).body).toEqual(probed);
    await post('devices', { host: '192.0.2.5', credentials: login });
    expect((await probe(url)).body).toEqual({
      ...probed,
      substream: { url: subUrl, width: 640, height: 360 },
    });
    expect((await probe(subUrl)).body).toEqual({ ...probed, url: subUrl });
  });

  test('removes an entry from the review list', async () => {
    await start();
    const { body } = await post('devices', { host: '192.0.2.5' });
    const { deviceId } = body as { deviceId: string };
    for (let i = 0; i < 2; i += 1)
      expect((await send(api, `DELETE /v1/onvif/devices/${deviceId}`)).status).toBe(204);
    expect((await send(api, 'GET /v1/onvif/devices')).body).toEqual({ items: [] });
    expect((await send(api, 'DELETE /v1/onvif/devices/x')).status).toBe(400);
  });

  test.each([
    ['discoveries', { address: '198.51.100.1' }, 400, 'VALIDATION_FAILED'],
    ['discoveries', { address: 'eth0' }, 400, 'VALIDATION_FAILED'],
    ['discoveries', {}, 400, 'VALIDATION_FAILED'],
    ['devices', { host: 'metadata' }, 400, 'STREAM_REFUSED'],
    ['devices', { host: 'silent' }, 422, 'DEVICE_UNREACHABLE'],
    ['devices', { host: 'broken' }, 503, 'CAPTURE_UNAVAILABLE'],
    ['devices', { host: '' }, 400, 'VALIDATION_FAILED'],
    ['devices', { host: 'a', region: 'North' }, 400, 'VALIDATION_FAILED'],
    ['devices', { host: 'a', password: 'hunter2' }, 400, 'VALIDATION_FAILED'],
  ])('responds to POST %s with %j by %i %s', async (route, body, status, code) => {
    await start();
    expect(await post(route, body)).toMatchObject({ status, body: { code } });
  });

  test('sends a request to a process of the region, with the credentials encrypted', async () => {
    const sent: unknown[] = [];
    const requests: IngestRequests = {
      send: (request, { to }) => {
        sent.push({ request, to });
        return Promise.resolve({ kind: 'failed', reason: 'no_process', detail: 'No process in north.' });
      },
    };
    api = await startTestApi({ ingestRequests: requests });
    const response = await post('devices', { host: '192.0.2.5', credentials: login, region: 'north' });
    expect(response).toMatchObject({
      status: 503,
      body: { code: 'CAPTURE_UNAVAILABLE', detail: 'No process in north.' },
    });
    expect(sent).toMatchObject([
      {
        request: { kind: 'onvifDevice', host: '192.0.2.5', credentials: expect.stringMatching(/^v1\./) },
        to: { kind: 'region', region: 'north' },
      },
    ]);
    expect(JSON.stringify(sent)).not.toContain('hunter2');
  });
});
