import { afterEach, describe, expect, test } from '@jest/globals';
import { onvifReading } from '@vialog/contracts';
import { parseAddressRanges } from '@vialog/network-guard';
import { deviceWith, networkWith, stopDevices } from './onvif-network.fixture.ts';
import { probeMatches } from './probe-message.ts';

afterEach(stopDevices);

const loopback = '127.0.0.1';

describe('discovery of ONVIF devices', () => {
  test('finds each device on the chosen interface once, with name and place, and connects to none', async () => {
    const devices = [
      await deviceWith({ discoverableAt: loopback }),
      await deviceWith({ discoverableAt: loopback }),
    ];
    const found = await networkWith().discover(loopback);
    for (const device of devices) {
      const own = found.filter(({ deviceUrl }) => deviceUrl === device.url);
      expect(own).toEqual([
        {
          deviceUrl: device.url,
          foundBy: 'discovery',
          endpoint: device.endpoint,
          access: 'unknown',
          name: 'Gate 1 北',
          location: 'china, wuhan',
          hardware: 'Eye 4',
          profiles: [],
          warnings: [],
        },
      ]);
      expect(onvifReading.parse(own[0])).toEqual(own[0]);
      expect(device.requests).toEqual([]);
    }
  });

  test('lists a device whose address is not allowed, with the reason', async () => {
    const device = await deviceWith({ discoverableAt: loopback });
    const network = networkWith({ allowed: parseAddressRanges('') });
    const found = await network.discover(loopback);
    expect(found.find(({ deviceUrl }) => deviceUrl === device.url)?.problem).toContain('VIALOG_ALLOW_CIDRS');
  });

  test('lists a device that names another host at the address from which it responded', async () => {
    const device = await deviceWith({ discoverableAt: loopback, namedHost: '8.8.8.8' });
    const found = await networkWith().discover(loopback);
    expect(found.find(({ deviceUrl }) => deviceUrl === device.url)?.warnings).toEqual([
      expect.stringContaining('8.8.8.8'),
    ]);
  });

  test('rejects an address that no interface has, and lists those that exist', async () => {
    await expect(networkWith().discover('192.0.2.1')).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      details: [{ path: 'address', message: expect.stringContaining('127.0.0.1') }],
    });
  });

  test('lists the interfaces with IPv4 addresses', async () => {
    expect(await networkWith().interfaces()).toContainEqual(
      expect.objectContaining({ address: loopback, prefixLength: 8, isLoopback: true }),
    );
  });
});

describe('responses to a discovery probe', () => {
  const context = { messageId: 'urn:uuid:1', sender: '192.0.2.9' };
  const response = (xaddrs: string, relatesTo = context.messageId): string =>
    `<e:Envelope xmlns:e="e"><e:Header><w:RelatesTo>${relatesTo}</w:RelatesTo></e:Header><e:Body><d:ProbeMatches>` +
    `<d:ProbeMatch><d:XAddrs>${xaddrs}</d:XAddrs></d:ProbeMatch></d:ProbeMatches></e:Body></e:Envelope>`;

  test.each([
    ['to another probe', response('http://192.0.2.9/x', 'urn:uuid:2')],
    ['with no address', response('')],
    ['with a file URL', response('file:///etc/passwd')],
    ['that is not XML', '\u0000\u0001'],
    ['with entities', `<!DOCTYPE a [<!ENTITY x "y">]>${response('http://192.0.2.9/&x;')}`],
  ])('responses to a discovery probe are ignored: %s', (_title, packet) => {
    expect(probeMatches(packet, context)).toEqual([]);
  });

  test('use the address of the sender among several', () => {
    const packet = response(
      'http://[fe80::1]/a http://10.0.0.1/b http://192.0.2.9:8080/c https://192.0.2.9/d',
    );
    expect(probeMatches(packet, context)).toEqual([{ deviceUrl: 'http://192.0.2.9:8080/c' }]);
  });
});
