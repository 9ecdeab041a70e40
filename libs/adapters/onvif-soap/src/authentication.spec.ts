import { afterEach, describe, expect, test } from '@jest/globals';
import { hourMs } from '@vialog/contracts';
import { deviceWith, login, networkWith, stopDevices } from './onvif-network.fixture.ts';

afterEach(stopDevices);

describe('authentication at an ONVIF device', () => {
  test.each([
    ['by a WS-Security digest', 'token', 0],
    ['by a WS-Security digest while its clock is nine hours ahead', 'token', 9 * hourMs],
    ['by a WS-Security digest while its clock is 20 years behind', 'token', -20 * 8_766 * hourMs],
    ['by HTTP Digest', 'digest', 0],
    ['by either', 'either', -5 * hourMs],
  ] as const)('reads a device that requires it %s', async (_title, method, clockOffsetMs) => {
    const device = await deviceWith({ login: { ...login, method }, clockOffsetMs });
    const reading = await networkWith().read(device.host, login);
    expect(reading).toMatchObject({ access: 'accepted', serialNumber: 'SN-4711' });
    expect(reading.profiles).toHaveLength(3);
    expect(reading.profiles[0]?.streams).toHaveLength(2);
    expect(reading).not.toHaveProperty('problem');
    expect(Math.abs((reading.clockOffsetMs ?? 0) - clockOffsetMs)).toBeLessThan(60_000);
    expect(JSON.stringify([device.requests, reading])).not.toMatch(/p&(amp;)?(<|&lt;)ö@ss/);
  });

  test('says that credentials are required, and lists what the device tells without them', async () => {
    const device = await deviceWith({ login: { ...login, method: 'token' } });
    expect(await networkWith().read(device.host)).toMatchObject({
      access: 'required',
      deviceUrl: device.url,
      profiles: [],
      problem: 'the device requires a user name and a password',
    });
    expect(device.requests.every(({ hasToken }) => !hasToken)).toBe(true);
  });

  test.each([
    ['token', 1],
    ['digest', 2],
    ['either', 2],
  ] as const)(
    'sends a wrong password to a device with the method %s at most %i times',
    async (method, attempts) => {
      const device = await deviceWith({ login: { ...login, method } });
      const reading = await networkWith().read(device.host, { ...login, password: 'wrong' });
      expect(reading).toMatchObject({ access: 'rejected', profiles: [] });
      expect(reading.problem).toMatch(/rejects the user name or the password/);
      const proofs = device.requests.filter(({ hasToken, authorization }) => hasToken || authorization);
      expect(proofs).toHaveLength(attempts);
    },
  );

  test('sends no token to a device that requires HTTP Digest once it knows', async () => {
    const device = await deviceWith({ login: { ...login, method: 'digest' } });
    await networkWith().read(device.host, login);
    expect(device.requests.filter(({ hasToken }) => hasToken)).toHaveLength(1);
    expect(device.requests.some(({ authorization, hasToken }) => authorization && hasToken)).toBe(false);
  });

  test('uses each nonce once', async () => {
    const device = await deviceWith({ login: { ...login, method: 'token' } });
    await networkWith().read(device.host, login);
    const nonces = device.requests.flatMap(({ text }) => /Nonce[^>]*>([^<]+)</.exec(text)?.[1] ?? []);
    expect(new Set(nonces).size).toBe(nonces.length);
    expect(nonces.length).toBeGreaterThan(5);
  });

  test('proves the password only at the host that the person named', async () => {
    const other = await deviceWith();
    const device = await deviceWith({
      login: { ...login, method: 'token' },
      namedHost: '127.0.0.2',
    });
    const reading = await networkWith().read(device.host, login);
    expect(reading.profiles).toHaveLength(3);
    expect(reading.warnings).toEqual([expect.stringContaining('127.0.0.2')]);
    expect(other.requests).toEqual([]);
  });
});
