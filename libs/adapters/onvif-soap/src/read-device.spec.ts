import { afterEach, describe, expect, test } from '@jest/globals';
import { onvifReading } from '@vialog/contracts';
import { deviceWith, networkWith, stopDevices, threeProfiles } from './onvif-network.fixture.ts';

afterEach(stopDevices);

describe('reading an ONVIF device', () => {
  test('returns device information, scopes, clock, profiles with their URLs, and the roles of the profiles', async () => {
    const device = await deviceWith();
    const reading = await networkWith().read(device.host);
    expect(onvifReading.parse(reading)).toEqual(reading);
    expect(reading).toMatchObject({
      deviceUrl: device.url,
      foundBy: 'host',
      access: 'open',
      name: 'Gate 1 北',
      location: 'china, wuhan',
      hardware: 'Eye 4',
      maker: 'Acme & Sons',
      hardwareModel: 'Eye 4',
      firmware: '5.7.3 build 1',
      serialNumber: 'SN-4711',
      hardwareId: '88',
      warnings: [],
    });
    expect(reading).not.toHaveProperty('problem');
    expect(reading.profiles.map(({ token, role }) => [token, role])).toEqual([
      ['sub<1>', 'substream'],
      ['main', 'main'],
      ['tiny', 'other'],
    ]);
    expect(reading.profiles[0]).toEqual({
      token: 'sub<1>',
      name: 'sub',
      source: 'VS0',
      role: 'substream',
      encoding: 'H264',
      width: 640,
      height: 360,
      fps: 12,
      bitrateKbps: 512,
      gop: 24,
      streams: [
        { transport: 'tcp', url: 'rtsp://127.0.0.1:8554/ch1?subtype=1&proto=Onvif' },
        { transport: 'udp', url: 'rtsp://127.0.0.1:8554/ch1?subtype=1&proto=Onvif' },
      ],
    });
    expect(reading.profiles[1]).toMatchObject({
      streams: [{ transport: 'tcp' }, { transport: 'udp' }, { transport: 'http' }],
      snapshot: { url: 'http://127.0.0.1:8080/snap.jpg?channel=1&size=big' },
    });
  });

  test('prefers media service 2, which names H.265', async () => {
    const old = await networkWith().read((await deviceWith()).host);
    const device = await deviceWith({ hasMedia2: true });
    const reading = await networkWith().read(device.host);
    const encodings = (of: typeof reading) => of.profiles.map(({ encoding }) => encoding);
    expect(encodings(old)).toEqual(['H264', 'H264', 'JPEG']);
    expect(encodings(reading)).toEqual(['H264', 'H265', 'JPEG']);
    expect(reading.profiles[1]).toMatchObject({ gop: 50, width: 3840, fps: 25 });
    expect(reading.profiles[0]?.streams).toHaveLength(2);
  });

  test('uses media service 1 when media service 2 has no profiles', async () => {
    const envelope = '<Envelope><Body><GetProfilesResponse/></Body></Envelope>';
    const device = await deviceWith({ hasMedia2: true, profilesOfMedia2: envelope });
    expect((await networkWith().read(device.host)).profiles).toHaveLength(3);
  });

  test('reads a device without GetServices by GetCapabilities', async () => {
    const device = await deviceWith({ hasGetServices: false });
    expect((await networkWith().read(device.host)).profiles).toHaveLength(3);
  });

  test('accepts a host with its port, a URL of the device service, and another path', async () => {
    const device = await deviceWith();
    for (const host of [device.host, ` ${device.url} `, `${device.host}/onvif/device_service`])
      expect(await networkWith().read(host)).toMatchObject({ deviceUrl: device.url, access: 'open' });
  });

  test('lists 64 profiles of a recorder and says how many were left out', async () => {
    const profiles = Array.from({ length: 70 }, (_, i) => ({
      ...(threeProfiles[0] as (typeof threeProfiles)[0]),
      token: `p${i}`,
      source: `VS${i}`,
    }));
    const device = await deviceWith({ profiles });
    const reading = await networkWith().read(device.host);
    expect(reading.profiles).toHaveLength(64);
    expect(reading.profiles.every(({ role }) => role === 'main')).toBe(true);
    expect(reading.warnings).toEqual([expect.stringContaining('6 more profiles')]);
  });

  test('warns about a profile without a stream URL and about a wrong clock', async () => {
    const [first] = threeProfiles;
    const profiles = [{ ...(first as (typeof threeProfiles)[0]), streams: {} }];
    const device = await deviceWith({ profiles, clockOffsetMs: -3_600_000 });
    const { warnings, profiles: read } = await networkWith().read(device.host);
    expect(read[0]).toMatchObject({ role: 'other', streams: [] });
    expect(warnings).toEqual([
      expect.stringMatching(/clock of the device is 36\d\d s behind/),
      expect.stringContaining('Profile "sub" has no stream URL'),
    ]);
  });

  test('never requests the URLs that a device returns', async () => {
    const other = await deviceWith();
    const [first] = threeProfiles;
    const url = `http://${other.host}/snap.jpg`;
    const profile = { ...(first as (typeof threeProfiles)[0]), streams: { tcp: url }, snapshot: url };
    const device = await deviceWith({ profiles: [profile] });
    expect((await networkWith().read(device.host)).profiles[0]?.snapshot).toEqual({ url });
    expect(other.requests).toEqual([]);
  });
});
