import ipaddr from 'ipaddr.js';

/** Prefix length of the network that one subscriber gets at least (RFC 6177), bits. */
const subscriberPrefix = 64;

/**
 * The client that limits count for an address: an IPv4 address, or the /64 network of an IPv6 address, because one subscriber
 * can use every address of its network. An IPv6 address that contains an IPv4 address (`::ffff:0:0/96`, `64:ff9b::/96`) counts
 * as the IPv4 address. Other texts are returned unchanged.
 */
export function clientKeyOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const ip = ipaddr.process(address);
  if (!(ip instanceof ipaddr.IPv6)) return ip.toString();
  if (ip.range() === 'rfc6052') return new ipaddr.IPv4(ip.toByteArray().slice(12)).toString();
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${addressWithoutZone(ip)}/${subscriberPrefix}`);
  return `${network.toString()}/${subscriberPrefix}`;
}

const addressWithoutZone = (ip: ipaddr.IPv6): string => new ipaddr.IPv6(ip.toByteArray()).toString();
