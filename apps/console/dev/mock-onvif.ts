import type { OnvifDevice, OnvifInterface } from '@vialog/contracts';

const origin = 'http://192.0.2.64';
const seen = { seenAt: '2026-03-02T08:00:00.000Z', expiresAt: '2026-03-02T08:30:00.000Z' };

const discovered: OnvifDevice = {
  deviceId: 'aaaaaaaaaaaa',
  region: 'main',
  deviceUrl: `${origin}/onvif/device_service`,
  foundBy: 'discovery',
  access: 'unknown',
  name: 'Gate 1 北',
  hardware: 'Eye 4',
  location: 'wuhan',
  profiles: [],
  warnings: [],
  suggestions: [],
  ...seen,
};

const streamAt = (path: string) => ({ transport: 'tcp' as const, url: `rtsp://192.0.2.64/${path}` });

const wasRead: OnvifDevice = {
  ...discovered,
  access: 'accepted',
  maker: 'Acme',
  hardwareModel: 'Eye 4',
  firmware: '5.7.3',
  serialNumber: 'SN-4711',
  warnings: ['The clock of the device is 3600 s behind; set it by NTP.'],
  profiles: [
    {
      token: 'main',
      name: 'profile_1',
      source: 'VS0',
      role: 'main',
      encoding: 'H265',
      width: 3840,
      height: 2160,
      fps: 25,
      bitrateKbps: 8192,
      gop: 50,
      streams: [streamAt('ch1?subtype=0'), { ...streamAt('ch1?subtype=0'), transport: 'udp' }],
      snapshot: {
        url: 'http://10.0.0.1/snap.jpg',
        problem:
          '10.0.0.1 resolves to 10.0.0.1, which is not a public address; to allow a camera there, add its range to VIALOG_ALLOW_CIDRS',
      },
    },
    {
      token: 'sub',
      name: 'profile_2',
      source: 'VS0',
      role: 'substream',
      encoding: 'H264',
      width: 640,
      height: 360,
      streams: [streamAt('ch1?subtype=1')],
    },
  ],
  suggestions: [
    {
      source: 'VS0',
      name: 'Gate 1 北',
      maker: 'Acme',
      hardwareModel: 'Eye 4',
      tags: ['serial:SN-4711'],
      stream: { url: 'rtsp://192.0.2.64/ch1?subtype=0', transport: 'tcp' },
      substreamUrl: 'rtsp://192.0.2.64/ch1?subtype=1',
      needsCredentials: true,
      registered: [{ cameraId: 'cam000000000', name: 'North lot', by: 'host' }],
    },
  ],
};

/** A review list with one device, which is read when a password is sent. */
export class MockOnvif {
  #items: readonly OnvifDevice[] = [];

  respond(method: string, path: string, body: unknown): { readonly status: number; readonly body?: unknown } {
    if (path.endsWith('/interfaces')) return { status: 200, body: { items: interfaces } };
    if (method === 'DELETE') {
      this.#items = [];
      return { status: 204 };
    }
    if (path.endsWith('/discoveries')) this.#items = [discovered];
    if (!path.endsWith('/devices') || method === 'GET') return { status: 200, body: { items: this.#items } };
    const { credentials } = body as { credentials?: object };
    const device: OnvifDevice = credentials === undefined ? { ...discovered, access: 'required' } : wasRead;
    this.#items = [device];
    return { status: 200, body: device };
  }
}

const interfaces: readonly OnvifInterface[] = [
  { name: 'eth0', address: '192.0.2.1', prefixLength: 24, isLoopback: false },
  { name: 'lo', address: '127.0.0.1', prefixLength: 8, isLoopback: true },
];
