import { describe, expect, it } from '@jest/globals';
import { parseAddressRanges } from './address-rules.ts';
import { checkStreamAddress, type ResolveHost } from './check-stream-address.ts';

const allowed = parseAddressRanges('');
const resolvesTo =
  (...addresses: string[]): ResolveHost =>
  () =>
    Promise.resolve(addresses);
const check = (url: string, resolve: ResolveHost) => checkStreamAddress(new URL(url), { allowed, resolve });

describe('checkStreamAddress', () => {
  it('returns the address that was checked, IPv4 first', async () => {
    const response = await check('rtsp://cam.example/1', resolvesTo('2606:4700::1', '8.8.8.8'));
    expect(response).toEqual({ ok: true, address: '8.8.8.8' });
  });

  it('resolves a literal IPv6 address without its brackets', async () => {
    const requested: string[] = [];
    await check('rtsp://[::1]/1', (host) => {
      requested.push(host);
      return Promise.resolve([host]);
    });
    expect(requested).toEqual(['::1']);
  });

  it('skips the private address of a name that has a private and a public one', async () => {
    const response = await check('http://cam.example/a.jpg', resolvesTo('10.0.0.1', '8.8.8.8'));
    expect(response).toEqual({ ok: true, address: '8.8.8.8' });
  });

  it('rejects a name that resolves to cloud metadata and names the setting that would allow it', async () => {
    expect(await check('rtsp://rebind.example/1', resolvesTo('169.254.169.254'))).toEqual({
      ok: false,
      detail: expect.stringMatching(/169\.254\.169\.254.*VIALOG_ALLOW_CIDRS/),
      cause: 'address_not_allowed',
      host: 'rebind.example',
      rejected: [{ address: '169.254.169.254', range: 'linkLocal' }],
    });
  });

  it('applies the rules to the address that the system derives from 0x7f.1', async () => {
    expect(await check('rtsp://0x7f.1/1', resolvesTo('127.0.0.1'))).toMatchObject({ ok: false });
  });

  it.each(['rtsp://admin@cam.example/1', 'rtsp://:secret@cam.example/1', 'http://a:b@cam.example/1'])(
    'rejects the credentials of %s before it resolves the name, and does not repeat them',
    async (url) => {
      const response = await check(url, () => Promise.reject(new Error('not to be resolved')));
      expect(response).toMatchObject({
        ok: false,
        detail: expect.stringContaining('enter them as credentials'),
      });
      expect(JSON.stringify(response)).not.toMatch(/admin|secret/);
    },
  );

  it.each<[string, string, ResolveHost]>([
    ['an unknown name', 'rtsp://nowhere.example/1', () => Promise.reject(new Error('ENOTFOUND'))],
    ['an empty name', 'rtsp:///1', resolvesTo('8.8.8.8')],
  ])('reports %s as an unknown host name', async (_title, url, resolve) => {
    expect(await check(url, resolve)).toMatchObject({
      ok: false,
      detail: expect.stringContaining('not known'),
      cause: 'unknown_host',
    });
  });
});
