import { describe, expect, it } from '@jest/globals';
import { parseAddressRanges } from './address-rules.ts';
import { checkedAddress } from './checked-address.ts';

const resolvesTo =
  (...addresses: string[]) =>
  () =>
    Promise.resolve(addresses);
const nothing = parseAddressRanges('');

describe('checkedAddress', () => {
  it('answers the address that was checked, IPv4 first', async () => {
    const answer = await checkedAddress('cam.example', nothing, resolvesTo('2606:4700::1', '8.8.8.8'));
    expect(answer).toEqual({ ok: true, address: '8.8.8.8' });
  });

  it('takes the brackets off IPv6', async () => {
    let asked = '';
    await checkedAddress('[::1]', nothing, (host) => {
      asked = host;
      return Promise.resolve([host]);
    });
    expect(asked).toBe('::1');
  });

  it('passes over the private address of a name that has both', async () => {
    const answer = await checkedAddress('cam.example', nothing, resolvesTo('10.0.0.1', '8.8.8.8'));
    expect(answer).toEqual({ ok: true, address: '8.8.8.8' });
  });

  it('refuses a name that points at cloud metadata and says which setting would allow it', async () => {
    const answer = await checkedAddress('rebind.example', nothing, resolvesTo('169.254.169.254'));
    expect(answer).toMatchObject({
      ok: false,
      trouble: { reason: 'offline', detail: expect.stringMatching(/169\.254\.169\.254.*VIALOG_ALLOW_CIDRS/) },
    });
  });

  it('judges a spelling like 0x7f.1 by what the system makes of it', async () => {
    expect(await checkedAddress('0x7f.1', nothing, resolvesTo('127.0.0.1'))).toMatchObject({ ok: false });
  });

  it.each([
    ['an unknown name', 'nowhere.example', () => Promise.reject(new Error('ENOTFOUND'))],
    ['an empty name', '', resolvesTo('8.8.8.8')],
  ])('says that %s is not known', async (_title, host, resolve) => {
    expect(await checkedAddress(host, nothing, resolve)).toMatchObject({
      ok: false,
      trouble: { reason: 'offline', detail: expect.stringContaining('not known') },
    });
  });
});
