import { createServer } from 'node:net';

/** Ports given away by this process: two services must not be sent to the same one. */
const given = new Set<number>();

/** The first port of 127.0.0.1 from `wanted` on that nobody listens on. */
export async function freePortFrom(wanted: number): Promise<number> {
  for (let port = wanted; port <= 65_535; port += 1) {
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
  throw new Error(`expected a free port of 127.0.0.1 from ${wanted} on and found none`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
