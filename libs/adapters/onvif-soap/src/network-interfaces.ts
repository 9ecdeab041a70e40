import { networkInterfaces } from 'node:os';
import type { OnvifInterface } from '@vialog/contracts';

/** Interfaces of this host with an IPv4 address, loopback last. */
export function ipv4Interfaces(): OnvifInterface[] {
  const all = Object.entries(networkInterfaces()).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ family }) => family === 'IPv4')
      .map(({ address, cidr, internal }) => ({
        name,
        address,
        prefixLength: Number(cidr?.split('/')[1] ?? 32),
        isLoopback: internal,
      })),
  );
  return all.sort((a, b) => Number(a.isLoopback) - Number(b.isLoopback));
}
