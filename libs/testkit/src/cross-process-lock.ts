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
    await acquireOneOf([this], limitMs);
  }

  /** Whether this process holds the lock now. */
  get isHeld(): boolean {
    return this.#server !== undefined;
  }

  get port(): number {
    return this.#port;
  }

  /** Acquires the lock unless another process holds it. Returns whether it did. */
  async tryAcquire(): Promise<boolean> {
    if (this.#server === undefined) {
      const server = await listening(this.#port);
      // A concurrent caller in this process may have acquired it meanwhile.
      this.#server ??= server;
    }
    if (this.#server === undefined) return false;
    this.#holders += 1;
    return true;
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

/**
 * Waits until no other process holds one of the locks, and acquires that one; one that this process holds is preferred.
 *
 * @throws {Error} when other processes still hold all of them after `limitMs`
 */
export async function acquireOneOf(
  locks: readonly CrossProcessLock[],
  limitMs: number,
): Promise<CrossProcessLock> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    for (const lock of locks.toSorted((a, b) => Number(b.isHeld) - Number(a.isHeld)))
      if (await lock.tryAcquire()) return lock;
    if (performance.now() > deadline) {
      const ports = locks.map(({ port }) => port).join(' and ');
      throw new Error(`another test process still holds port ${ports} after ${limitMs / 1000} s`);
    }
    await wait(pollMs);
  }
}

function listening(port: number): Promise<Server | undefined> {
  const server = createServer().unref();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
