import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that systems give to outgoing connections: nobody is handed one of these by chance. */
const lowest = 20_000;
const above = 32_000;
const tries = 50;

/**
 * A port of 127.0.0.1 that nobody listens on right now. Drawn at random, because the one the system would give goes to
 * the next test process that asks as well.
 */
export async function freePort(): Promise<number> {
  for (let i = 0; i < tries; i += 1) {
    const port = randomInt(lowest, above);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port was found between ${lowest} and ${above}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
