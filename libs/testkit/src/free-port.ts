import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Range below the ephemeral ports of the system, so that no outgoing connection uses one of these. */
const minPort = 20_000;
const maxPort = 32_000;
const tries = 50;

/**
 * A port of 127.0.0.1 that is free at the moment. It is random, because the system would assign the same port to the next test
 * process.
 *
 * @throws {Error} when no free port is found
 */
export async function freePort(): Promise<number> {
  for (let i = 0; i < tries; i += 1) {
    const port = randomInt(minPort, maxPort);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port was found between ${minPort} and ${maxPort}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
