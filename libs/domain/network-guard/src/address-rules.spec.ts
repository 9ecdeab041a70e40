import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isAllowedAddress, parseAddressRanges } from './address-rules.ts';

const nothing = parseAddressRanges('');

describe('isAllowedAddress', () => {
  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])(
    'allows the public address %s',
    (ip) => {
      expect(isAllowedAddress(ip, nothing)).toBe(true);
    },
  );

  it.each([
    ['loopback', '127.0.0.1'],
    ['all of loopback', '127.255.255.254'],
    ['IPv6 loopback', '::1'],
    ['cloud metadata', '169.254.169.254'],
    ['link-local', 'fe80::1'],
    ['private 10/8', '10.0.0.1'],
    ['private 172.16/12', '172.31.255.255'],
    ['private 192.168/16', '192.168.1.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['unique local IPv6', 'fd00::1'],
    ['deprecated site-local', 'fec0::1'],
    ['IPv4-mapped loopback', '::ffff:127.0.0.1'],
    ['IPv4-mapped loopback in hexadecimal', '::ffff:7f00:1'],
    ['IPv4-mapped loopback written out', '0:0:0:0:0:ffff:7f00:0001'],
    ['IPv4-mapped metadata', '::ffff:169.254.169.254'],
    ['IPv4-compatible loopback', '::127.0.0.1'],
    ['NAT64 of loopback', '64:ff9b::7f00:1'],
    ['unassigned IPv6', '4000::1'],
    ['6to4 of loopback', '2002:7f00:1::'],
    ['Teredo', '2001::1'],
    ['documentation', '192.0.2.1'],
    ['reserved', '240.0.0.1'],
    ['benchmarking', '198.18.0.1'],
  ])('rejects an address that is not listed: %s, %s', (_name, ip) => {
    expect(isAllowedAddress(ip, nothing)).toBe(false);
  });
});

describe('isAllowedAddress with all ranges listed', () => {
  const everything = parseAddressRanges('0.0.0.0/0, ::/0');
  it.each(['0.0.0.0', '0.1.2.3', '::', '224.0.0.1', 'ff02::1', '255.255.255.255', '::ffff:0.0.0.0'])(
    'rejects the unspecified, multicast or broadcast address %s',
    (ip) => {
      expect(isAllowedAddress(ip, everything)).toBe(false);
    },
  );

  it.each([
    '0x7f.0.0.1',
    '0177.0.0.1',
    '2130706433',
    '127.1',
    '127.0.0.1.',
    ' 127.0.0.1',
    'fe80::1%eth0',
    'localhost',
    '',
    '1.2.3.4/8',
    '１２７.0.0.1',
  ])('rejects "%s", which is not in the notation of a resolver', (ip) => {
    expect(isAllowedAddress(ip, everything)).toBe(false);
  });
});

describe('parseAddressRanges', () => {
  it('allows exactly the addresses in the listed ranges', () => {
    const list = parseAddressRanges('192.168.4.0/22, 10.1.2.3\nfd12::/16');
    for (const ip of ['192.168.4.1', '192.168.7.255', '10.1.2.3', 'fd12:3::4', '::ffff:10.1.2.3']) {
      expect(isAllowedAddress(ip, list)).toBe(true);
    }
    for (const ip of ['192.168.8.1', '192.168.3.255', '10.1.2.4', 'fd13::1', '127.0.0.1']) {
      expect(isAllowedAddress(ip, list)).toBe(false);
    }
  });

  it.each(['192.168.0.0/33', '10.0.0.0/', 'fd00::/129', 'home', '10.0.0.0/8/8', '010.0.0.0/8', '10/8'])(
    'rejects the invalid range "%s" and names the expected form',
    (list) => {
      expect(() => parseAddressRanges(`127.0.0.0/8 ${list}`)).toThrow(
        /expected address ranges like .*, found/,
      );
    },
  );

  it('applies the rules of an IPv4 address to its IPv4-mapped IPv6 address', () => {
    const list = parseAddressRanges('10.0.0.0/8');
    fc.assert(
      fc.property(fc.ipV4(), (ip) => {
        expect(isAllowedAddress(`::ffff:${ip}`, list)).toBe(isAllowedAddress(ip, list));
      }),
    );
  });

  it('rejects a domain name instead of an address', () => {
    const everything = parseAddressRanges('0.0.0.0/0, ::/0');
    fc.assert(
      fc.property(fc.domain(), (name) => {
        expect(isAllowedAddress(name, everything)).toBe(false);
      }),
    );
  });
});
