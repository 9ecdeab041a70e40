import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type {
  CameraResponse,
  OnvifDevice as FoundDevice,
  OnvifDeviceList,
  OnvifInterface,
} from '@vialog/contracts';
import { OnvifDevice, VialogServer } from '@vialog/testkit';
import { hangGuardMs } from './queries.ts';
import { filesBelow } from './marked-picture.ts';

jest.setTimeout(hangGuardMs);

const login = { username: 'admin', password: 'C@nary-onvif/7f3' };
const loopback = '127.0.0.1';

describe('ONVIF devices through the server', () => {
  let server: VialogServer;
  let device: OnvifDevice;

  beforeAll(async () => {
    device = await OnvifDevice.start({
      login: { ...login, method: 'token' },
      clockOffsetMs: -86_400_000,
      discoverableAt: loopback,
      profiles: [
        {
          token: 'main',
          name: 'main',
          source: 'v',
          encoding: 'H264',
          width: 1920,
          height: 1080,
          streams: { tcp: 'rtsp://127.0.0.1:9/main' },
        },
        {
          token: 'sub',
          name: 'sub',
          source: 'v',
          encoding: 'H264',
          width: 640,
          height: 360,
          streams: { tcp: 'rtsp://127.0.0.1:9/sub' },
        },
      ],
    });
    const env = { VIALOG_ALLOW_CIDRS: '127.0.0.0/8', VIALOG_LOG_LEVEL: 'trace' };
    server = await VialogServer.start({ env });
  });
  afterAll(async () => {
    await server?.remove();
    await device?.stop();
  });

  const listed = async (): Promise<readonly FoundDevice[]> => {
    const { items } = await server.json<OnvifDeviceList>('/v1/onvif/devices');
    return items.filter(({ deviceUrl }) => deviceUrl === device.url);
  };

  test('a device is discovered, read, reviewed and registered by a person, in this order', async () => {
    const { items: interfaces } = await server.json<{ items: OnvifInterface[] }>('/v1/onvif/interfaces');
    expect(interfaces.map(({ address }) => address)).toContain(loopback);
    await server.post('/v1/onvif/discoveries', { address: loopback });
    expect(await listed()).toMatchObject([{ access: 'unknown', name: 'Gate 1 北', suggestions: [] }]);
    expect(device.requests).toEqual([]);

    await server.post('/v1/onvif/devices', { host: device.host, credentials: login });
    const [entry] = await listed();
    expect(entry).toMatchObject({ access: 'accepted', endpoint: device.endpoint, serialNumber: 'SN-4711' });
    const [suggestion] = entry?.suggestions ?? [];
    expect(suggestion).toMatchObject({ substreamUrl: 'rtsp://127.0.0.1:9/sub', registered: [] });
    expect((await server.json<{ items: unknown[] }>('/v1/cameras')).items).toEqual([]);

    const { name, maker, hardwareModel, tags, stream } = suggestion ?? {};
    const body = { name, maker, hardwareModel, tags, stream, position: [114.3, 30.5], credentials: login };
    const camera = await server.post<CameraResponse>('/v1/cameras', body);
    expect(camera).toMatchObject({ name: 'Gate 1 北', maker: 'Acme & Sons', hasCredentials: true });
    expect((await listed())[0]?.suggestions[0]?.registered).toEqual([
      { cameraId: camera.cameraId, name: camera.name, by: 'url' },
    ]);
  });

  test('the password of a device is in no log line and in no file of the server', async () => {
    expect(device.requests.some(({ hasToken }) => hasToken)).toBe(true);
    const forms = [login.password, JSON.stringify(login.password).slice(1, -1)];
    const files = await filesBelow(server.dataDir);
    const texts = await Promise.all(files.map((path) => readFile(path, 'latin1').catch(() => '')));
    for (const form of forms) expect([server.log, ...texts].some((text) => text.includes(form))).toBe(false);
  });

  test('an address that is not allowed is rejected before anything is sent', async () => {
    const response = await server.fetch('/v1/onvif/devices', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ host: '169.254.169.254', credentials: login }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'STREAM_REFUSED' });
  });
});
