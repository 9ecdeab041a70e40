import { describe, expect, test } from '@jest/globals';
import { onvifDevice, type Camera, type OnvifProfile, type OnvifReading } from '@vialog/contracts';
import { fakeRegistry, givenCamera } from '@vialog/registry/conformance';
import { describeDevice } from './describe-device.ts';
import { withRoles, type ProfileWithoutRole } from './profile-roles.ts';
import { substreamOf } from './substream-of.ts';

const profile = (token: string, width: number, height: number, source = 'VS0'): ProfileWithoutRole => ({
  token,
  name: token,
  source,
  width,
  height,
  streams: [
    { transport: 'udp', url: `rtsp://192.0.2.5/${token}` },
    { transport: 'tcp', url: `rtsp://192.0.2.5/${token}?tcp` },
  ],
});

const reading = (
  profiles: readonly ProfileWithoutRole[],
  more: Partial<OnvifReading> = {},
): OnvifReading => ({
  deviceUrl: 'http://192.0.2.5/onvif/device_service',
  foundBy: 'host',
  access: 'accepted',
  maker: 'Acme',
  hardwareModel: 'Eye 4',
  serialNumber: 'SN 1',
  profiles: withRoles(profiles),
  warnings: [],
  ...more,
});

const described = (of: OnvifReading, cameras: readonly Camera[] = [], region = 'main') => {
  const device = describeDevice(
    { deviceId: 'abcabcabcabc', region, reading: of, seenAt: 0, expiresAt: 1 },
    cameras,
  );
  expect(onvifDevice.parse(device)).toEqual(device);
  return device;
};

async function camerasWith(...inputs: readonly object[]): Promise<Camera[]> {
  const registry = fakeRegistry();
  const cameras: Camera[] = [];
  for (const input of inputs) cameras.push(await givenCamera(registry, input));
  return cameras;
}

describe('roles of ONVIF profiles', () => {
  const rolesOf = (...profiles: readonly ProfileWithoutRole[]): OnvifProfile['role'][] =>
    withRoles(profiles).map(({ role }) => role);

  test.each<[string, readonly [number, number][], readonly OnvifProfile['role'][]]>([
    [
      'the most and the fewest pixels',
      [
        [640, 360],
        [3840, 2160],
      ],
      ['substream', 'main'],
    ],
    [
      'the fewest pixels that suit counting',
      [
        [1920, 1080],
        [1280, 720],
        [640, 480],
        [352, 288],
      ],
      ['main', 'other', 'substream', 'other'],
    ],
    [
      'the larger of two that are too small',
      [
        [1920, 1080],
        [176, 144],
        [352, 288],
      ],
      ['main', 'other', 'substream'],
    ],
    [
      'no substream among profiles of equal size',
      [
        [1920, 1080],
        [1920, 1080],
      ],
      ['main', 'other'],
    ],
    [
      'no substream of unknown size',
      [
        [1920, 1080],
        [0, 0],
      ],
      ['main', 'other'],
    ],
  ])('roles of ONVIF profiles are decided by size: %s', (_title, sizes, roles) => {
    expect(rolesOf(...sizes.map(([width, height], i) => profile(`${i}`, width, height)))).toEqual(roles);
  });

  test('roles of ONVIF profiles are decided for each video source, and a profile without a stream URL has none', () => {
    const without = { ...profile('c', 4000, 3000), streams: [] };
    expect(rolesOf(profile('a', 1920, 1080), profile('b', 640, 360, 'VS1'), without)).toEqual([
      'main',
      'main',
      'other',
    ]);
  });
});

describe('an ONVIF device of the review list', () => {
  test('an ONVIF device of the review list has the fields of a camera for each video source, with TCP first', () => {
    const device = described(
      reading([profile('a', 1920, 1080), profile('b', 640, 360), profile('c', 800, 600, 'VS1')]),
      [],
      'north',
    );
    expect(device.suggestions).toEqual([
      {
        source: 'VS0',
        name: 'Eye 4 VS0',
        maker: 'Acme',
        hardwareModel: 'Eye 4',
        tags: ['region:north', 'serial:SN 1'],
        stream: { url: 'rtsp://192.0.2.5/a?tcp', transport: 'tcp' },
        substreamUrl: 'rtsp://192.0.2.5/b',
        needsCredentials: true,
        registered: [],
      },
      expect.objectContaining({ source: 'VS1', name: 'Eye 4 VS1' }),
    ]);
    const open = described(reading([profile('a', 1920, 1080)], { access: 'open', name: 'Gate 北' }));
    expect(open.suggestions).toMatchObject([
      { name: 'Gate 北', tags: ['serial:SN 1'], needsCredentials: false },
    ]);
  });

  test('offers no stream whose address is not allowed, and none that is tunnelled over HTTP', () => {
    const rejected = {
      ...profile('a', 1920, 1080),
      streams: [{ transport: 'tcp' as const, url: 'rtsp://10.0.0.1/', problem: 'no' }],
    };
    expect(described(reading([rejected])).suggestions[0]).not.toHaveProperty('stream');
    const tunnelled = { ...rejected, streams: [{ transport: 'http' as const, url: 'http://192.0.2.5/' }] };
    expect(described(reading([tunnelled])).suggestions[0]).not.toHaveProperty('stream');
  });

  test('names the registered cameras with its stream, its serial number or its host', async () => {
    const url = (text: string) => ({ stream: { url: text } });
    const cameras = await camerasWith(
      { name: 'same', ...url('RTSP://192.0.2.5:554/b') },
      { name: 'moved', ...url('rtsp://192.0.2.77/b'), tags: ['serial:SN 1'] },
      { name: 'host', ...url('rtsp://192.0.2.5/other') },
      { name: 'stranger', ...url('rtsp://192.0.2.6/b') },
    );
    const [suggestion] = described(
      reading([profile('a', 1920, 1080), profile('b', 640, 360)]),
      cameras,
    ).suggestions;
    expect(suggestion?.registered.map(({ name, by }) => [name, by])).toEqual([
      ['same', 'url'],
      ['moved', 'serial'],
      ['host', 'host'],
    ]);
  });

  test('names the camera of another video source of a recorder only there', async () => {
    const cameras = await camerasWith({ name: 'second', stream: { url: 'rtsp://192.0.2.5/c' } });
    const profiles = [profile('a', 1920, 1080), profile('c', 1920, 1080, 'VS1')];
    const { suggestions } = described(reading(profiles), cameras);
    expect(suggestions.map(({ registered }) => registered.map(({ by }) => by))).toEqual([[], ['url']]);
  });

  test('names no retired camera', async () => {
    const [camera] = await camerasWith({ stream: { url: 'rtsp://192.0.2.5/a' } });
    const retired = { ...(camera as Camera), lifecycle: 'retired' as const };
    expect(described(reading([profile('a', 1920, 1080)]), [retired]).suggestions[0]?.registered).toEqual([]);
  });
});

describe('substream of a stream', () => {
  const devices = [
    reading([profile('a', 1920, 1080), profile('b', 640, 360), profile('c', 800, 600, 'VS1')]),
  ];

  test('the substream of a stream is named for any other stream of the same view, with the URL written in another way too', () => {
    const expected = { url: 'rtsp://192.0.2.5/b', width: 640, height: 360 };
    expect(substreamOf(devices, 'rtsp://192.0.2.5/a')).toEqual(expected);
    expect(substreamOf(devices, 'rtsp://admin:x@192.0.2.5:554/a')).toEqual(expected);
  });

  test.each(['rtsp://192.0.2.5/b', 'rtsp://192.0.2.5/c', 'rtsp://192.0.2.6/a', 'not a URL'])(
    'the substream of a stream is unknown for %s',
    (url) => {
      expect(substreamOf(devices, url)).toBeUndefined();
    },
  );
});
