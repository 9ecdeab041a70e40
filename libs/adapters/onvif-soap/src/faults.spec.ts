import { afterEach, describe, expect, test } from '@jest/globals';
import { parseAddressRanges } from '@vialog/network-guard';
import type { OnvifDeviceOptions, OnvifTestProfile } from '@vialog/testkit';
import { deviceWith, login, networkWith, stopDevices, threeProfiles } from './onvif-network.fixture.ts';

afterEach(stopDevices);

type Fault = NonNullable<OnvifDeviceOptions['faults']>[string];
const sub = threeProfiles[0] as OnvifTestProfile;
/** For devices that never finish a response. All others have time, because a loaded machine is slow. */
const quick = { requestMs: 300, readMs: 2_000 };
const patient = { requestMs: 60_000, readMs: 120_000 };
const endless: readonly Fault['kind'][] = ['silent', 'drip'];

const readWith = async (faults: Record<string, Fault>) => {
  const isEndless = Object.values(faults).some(({ kind }) => endless.includes(kind));
  return networkWith(isEndless ? quick : patient).read((await deviceWith({ faults })).host);
};

describe('an ONVIF device with faults', () => {
  test.each<[string, Fault, RegExp]>([
    ['sends garbage', { kind: 'garbage' }, /no ONVIF device service responds .*check host, port and path/i],
    ['sends a web page', { kind: 'page' }, /HTTP 404/],
    ['never responds', { kind: 'silent' }, /did not respond in time/],
    ['sends one byte at a time', { kind: 'drip' }, /did not respond in time/],
    ['sends 5 MB', { kind: 'huge' }, /larger than 2 MB/],
    ['closes the connection', { kind: 'reset' }, /closed the connection/],
    [
      'redirects',
      { kind: 'redirect', to: 'http://127.0.0.1:1/x?a=secret' },
      /redirects to http:\/\/127.0.0.1:1; redirects are not/,
    ],
    ['sends an entity that names a file', { kind: 'xxe' }, /no ONVIF device service/i],
    ['sends entities that expand without end', { kind: 'bomb' }, /no ONVIF device service/i],
    ['nests elements 20,000 deep', { kind: 'deep' }, /no ONVIF device service/i],
  ])('an ONVIF device that %s is reported in one sentence', async (_title, fault, message) => {
    await expect(readWith({ '*': fault })).rejects.toMatchObject({
      code: 'DEVICE_UNREACHABLE',
      message: expect.stringMatching(message),
    });
  });

  test.each<Fault>([
    { kind: 'garbage' },
    { kind: 'page' },
    { kind: 'silent' },
    { kind: 'huge' },
    { kind: 'xxe' },
    { kind: 'reset' },
    { kind: 'redirect', to: 'http://169.254.169.254/' },
  ])(
    'an ONVIF device with faults is listed with what it returned when its profiles fail (%o)',
    async (fault) => {
      const reading = await readWith({ GetProfiles: fault });
      expect(reading).toMatchObject({ access: 'open', maker: 'Acme & Sons', profiles: [] });
      expect(reading.problem).toMatch(/^(no|the) .{10,}[^.]$/);
    },
  );

  test('an ONVIF device with faults is listed when only its device information or its stream URLs fail', async () => {
    const withoutInformation = await readWith({ GetDeviceInformation: { kind: 'garbage' } });
    expect(withoutInformation).toMatchObject({ profiles: [{}, {}, {}], problem: expect.any(String) });
    const withoutUrls = await readWith({ GetStreamUri: { kind: 'garbage' } });
    expect(withoutUrls.profiles.map(({ role }) => role)).toEqual(['other', 'other', 'other']);
    expect(withoutUrls.warnings).toHaveLength(3);
  });

  test('ends after the time for the whole device, with what was read until then', async () => {
    const device = await deviceWith({ faults: { GetStreamUri: { kind: 'silent' } } });
    const reading = await networkWith({ requestMs: 60_000, readMs: 5_000 }).read(device.host);
    expect(reading).toMatchObject({ maker: 'Acme & Sons', profiles: [{}, {}, {}] });
  });

  test('quotes the reason of a SOAP fault without control characters', async () => {
    const body =
      '<Envelope><Body><Fault><Code><Value>Receiver</Value></Code><Reason><Text>busy &#x202e;now</Text></Reason></Fault></Body></Envelope>';
    const reading = await readWith({ GetProfiles: { kind: 'content', status: 500, body } });
    expect(reading.problem).toBe('the device rejected the request: "busy now"');
  });
});

describe('the addresses that an ONVIF device names', () => {
  const readStreams = async (tcp: string, snapshot = tcp) => {
    const device = await deviceWith({ profiles: [{ ...sub, streams: { tcp }, snapshot }] });
    return (await networkWith(patient).read(device.host)).profiles[0];
  };

  test.each([
    [
      'cloud metadata',
      'http://169.254.169.254/latest',
      /169\.254\.169\.254 resolves to .*VIALOG_ALLOW_CIDRS/,
    ],
    ['another private network', 'rtsp://10.0.0.1/1', /VIALOG_ALLOW_CIDRS/],
    ['IPv6 loopback', 'rtsp://[::1]/1', /VIALOG_ALLOW_CIDRS/],
    ['a file', 'file:///etc/passwd', /invalid URL/],
    ['no URL', 'not a URL', /invalid URL/],
  ])(
    'the addresses that an ONVIF device names are rejected when they lead to %s',
    async (_title, url, problem) => {
      const profile = await readStreams(url);
      expect(profile?.streams[0]).toMatchObject({ problem: expect.stringMatching(problem) });
      expect(profile?.snapshot).toMatchObject({ problem: expect.stringMatching(problem) });
    },
  );

  test('get a warning when they lead to another host', async () => {
    expect((await readStreams('rtsp://8.8.8.8/1'))?.streams).toEqual([
      { transport: 'tcp', url: 'rtsp://8.8.8.8/1', warning: expect.stringContaining('8.8.8.8') },
    ]);
  });

  test('the addresses that an ONVIF device names are listed without user names, passwords and secret values', async () => {
    const user = await readStreams('rtsp://admin:hunter2@127.0.0.1/1');
    expect(user?.streams[0]).toMatchObject({
      url: 'rtsp://127.0.0.1/1',
      warning: expect.stringContaining('removed'),
    });
    const parameter = await readStreams('rtsp://127.0.0.1/1?user=admin&password=hunter2&channel=1');
    expect(parameter?.streams[0]).toMatchObject({
      url: 'rtsp://127.0.0.1/1?user=***&password=***&channel=1',
      warning: expect.stringContaining('***'),
    });
    expect(JSON.stringify([user, parameter])).not.toContain('hunter2');
  });
});

describe('the address of an ONVIF device', () => {
  const strict = networkWith({ ...patient, allowed: parseAddressRanges('') });

  test.each(['127.0.0.1', '169.254.169.254', '10.0.0.1:8080', '[::1]', '::1'])(
    'the address of an ONVIF device is rejected before anything is sent: %s',
    async (host) => {
      await expect(strict.read(host, login)).rejects.toMatchObject({
        code: 'STREAM_REFUSED',
        message: expect.stringContaining('VIALOG_ALLOW_CIDRS'),
      });
    },
  );

  test('the address of an ONVIF device is resolved for each request, and only the checked address is dialled', async () => {
    const device = await deviceWith();
    const responses = ['127.0.0.1', '127.0.0.1', '169.254.169.254'];
    let requested = 0;
    const resolve = () => Promise.resolve([responses[Math.min(requested++, 2)] ?? '']);
    const network = networkWith({ ...patient, resolve });
    const reading = await network.read(`rebind.example:${device.port}`);
    expect(device.requests.map(({ operation }) => operation)).toEqual([
      'GetSystemDateAndTime',
      'GetDeviceInformation',
    ]);
    expect(reading.problem).toBeDefined();
  });

  test.each([
    ['rtsp://192.0.2.1/1', /found rtsp:/],
    ['admin:secret@192.0.2.1', /without user name and password/],
    ['http://admin:secret@192.0.2.1/', /without user name and password/],
    ['192.0.2.1:0', /expected a host/],
    ['192.0.2.1:99999', /expected a host/],
    ['two words', /without spaces/],
    ['', /expected a host/],
  ])('the address of an ONVIF device is rejected as invalid: "%s"', async (host, message) => {
    const rejected = strict.read(host);
    await expect(rejected).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      details: [{ path: 'host', message: expect.stringMatching(message) }],
    });
    await expect(rejected).rejects.not.toMatchObject({ message: expect.stringContaining('secret') });
  });
});
