import { createServer } from 'node:net';

/** Ports that this process has assigned: two services must not get the same one. */
const assigned = new Set<number>();

/**
 * The first free port of 127.0.0.1, starting at `wanted`.
 *
 * @throws {Error} when there is none
 */
export async function freePortFrom(wanted: number): Promise<number> {
  for (let port = wanted; port <= 65_535; port += 1) {
    if (assigned.has(port) || !(await isFree(port))) continue;
    assigned.add(port);
    return port;
  }
  throw new Error(`expected a free port of 127.0.0.1 from ${wanted} to 65535 and found none`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
