import { createServer, type Server } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const pollMs = 250;

/**
 * A lock between test processes, held by listening on a loopback port. The system releases it when the process dies. Callers
 * in one process share the lock.
 */
export class CrossProcessLock {
  readonly #port: number;
  #server: Server | undefined;
  #holders = 0;

  constructor(port: number) {
    this.#port = port;
  }

  /**
   * Waits until no other process holds the lock.
   *
   * @throws {Error} when another process still holds it after `limitMs`
   */
  async acquire(limitMs: number): Promise<void> {
    const deadline = performance.now() + limitMs;
    while (this.#server === undefined) {
      const server = await listening(this.#port);
      // A concurrent caller in this process may have acquired it meanwhile.
      this.#server ??= server;
      if (this.#server !== undefined) break;
      if (performance.now() > deadline)
        throw new Error(`another test process still holds port ${this.#port} after ${limitMs / 1000} s`);
      await wait(pollMs);
    }
    this.#holders += 1;
  }

  /** Releases the lock when every caller has released it. */
  async release(): Promise<void> {
    this.#holders -= 1;
    const server = this.#server;
    if (this.#holders > 0 || server === undefined) return;
    this.#server = undefined;
    await new Promise((resolve) => server.close(resolve));
  }
}

function listening(port: number): Promise<Server | undefined> {
  const server = createServer().unref();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
