import { createServer, type Server } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const everyMs = 250;

/**
 * What one test process at a time may have, whatever jest it belongs to: whoever listens on the port of loopback. The
 * system gives it back when a process dies. Those who ask in one process share it.
 */
export class Turn {
  readonly #port: number;
  #server: Server | undefined;
  #shares = 0;

  constructor(port: number) {
    this.#port = port;
  }

  /** Waits until no other process has it. Throws after `limitMs`. */
  async take(limitMs: number): Promise<void> {
    const deadline = performance.now() + limitMs;
    while (this.#server === undefined) {
      const server = await listening(this.#port);
      // Another of this process, which asked at the same time, may have it by now.
      this.#server ??= server;
      if (this.#server !== undefined) break;
      if (performance.now() > deadline)
        throw new Error(`another test process still holds port ${this.#port} after ${limitMs / 1000} s`);
      await wait(everyMs);
    }
    this.#shares += 1;
  }

  /** Gives it back when everybody who took it did. */
  async end(): Promise<void> {
    this.#shares -= 1;
    const server = this.#server;
    if (this.#shares > 0 || server === undefined) return;
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
