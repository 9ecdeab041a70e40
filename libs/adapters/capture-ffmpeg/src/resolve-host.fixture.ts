import { lookup } from 'node:dns/promises';

/** Resolves host names with the system's resolver, as the services do. */
export async function resolveHost(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
}
