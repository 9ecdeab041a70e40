import { lookup } from 'node:dns/promises';

/** All addresses of a host name, as the system resolves it. */
export async function resolveHost(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
}
