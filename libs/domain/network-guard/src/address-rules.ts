import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
/** Allowed address ranges that are not public. */
export type AddressRanges = readonly (readonly [Address, number])[];

/** Never allowed, even when the list contains them. */
const never = new Set(['unspecified', 'multicast', 'broadcast']);
/** Public IPv6 addresses (RFC 4291 2.4); all others are reserved, mapped or local. */
const publicIPv6: readonly [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/**
 * Parses a list like `192.168.0.0/16, 10.1.2.3, fd00::/8`; an address without a prefix length is a range of one address.
 * @throws {Error} when an entry is not an address range; the message names it
 */
export function parseAddressRanges(list: string): AddressRanges {
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .map(parseRange);
}

function parseRange(entry: string): readonly [Address, number] {
  const [text = '', length, ...rest] = entry.split('/');
  const address = parseAddress(text);
  const bits = address?.kind() === 'ipv4' ? 32 : 128;
  const prefix = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : Infinity;
  if (address === undefined || rest.length > 0 || prefix > bits) {
    throw new Error(`expected address ranges like 192.168.0.0/16 or fd00::/8, found "${entry}"`);
  }
  return [address, prefix];
}

/**
 * Returns whether a connection to an address is allowed. Public addresses are allowed. Loopback, link-local (with cloud
 * metadata), private and all other special ranges are allowed only if they are listed; unspecified, multicast and broadcast
 * never. For an IPv6 address that contains an IPv4 address, the rules apply to the IPv4 address.
 * @param ip in the notation of a resolver; other notations (hexadecimal, octal, a zone id) are rejected
 */
export function isAllowedAddress(ip: string, allowed: AddressRanges): boolean {
  const address = parseAddress(ip);
  if (address === undefined || never.has(address.range())) return false;
  return isPublic(address) || allowed.some((range) => isWithin(address, range));
}

/**
 * Names the kind of range that an address lies in, like `loopback`, `private`, `linkLocal` or `uniqueLocal` (names of
 * ipaddr.js). For an IPv6 address that contains an IPv4 address, it is the range of the IPv4 address.
 */
export function addressRangeOf(ip: string): string {
  const address = parseAddress(ip);
  if (address === undefined) return 'invalid';
  const range = address.range();
  return range === 'unicast' && !isPublic(address) ? 'reserved' : range;
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || isWithin(address, publicIPv6);
}

function isWithin(address: Address, [base, prefix]: readonly [Address, number]): boolean {
  return address.kind() === base.kind() && address.match(base, prefix);
}

/** Returns undefined unless the text is four decimal parts or plain IPv6. IPv4-mapped IPv6 becomes IPv4. */
function parseAddress(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (!/^[0-9a-f:.]+$/i.test(text) || !ipaddr.IPv6.isValid(text)) return undefined;
  return ipaddr.process(text);
}
