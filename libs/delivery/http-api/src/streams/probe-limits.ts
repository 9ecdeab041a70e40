import { VialogError, type Clock } from '@vialog/contracts';

/** Probes of one client address per minute. */
export const probesPerMinute = 10;
/** Probes of all clients at the same time: each opens a connection and decodes video. */
export const maxRunningProbes = 4;
const windowMs = 60_000;
const maxClients = 10_000;

/** Limits how often and how many streams are probed. Keeps the newest 10,000 client addresses. */
export class ProbeLimits {
  readonly #clock: Clock;
  readonly #startedAt = new Map<string, readonly number[]>();
  #running = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Runs a probe of a client within the limits.
   * @throws {VialogError} RATE_LIMITED with the seconds to wait
   */
  async run<T>(client: string, probe: () => Promise<T>): Promise<T> {
    this.#admit(client);
    this.#running += 1;
    try {
      return await probe();
    } finally {
      this.#running -= 1;
    }
  }

  #admit(client: string): void {
    const now = this.#clock.monotonic();
    const recent = (this.#startedAt.get(client) ?? []).filter((at) => now - at < windowMs);
    const [oldest = now] = recent;
    if (recent.length >= probesPerMinute) {
      throw tooMany(
        `More than ${probesPerMinute} probes in a minute from this address`,
        oldest + windowMs - now,
      );
    }
    if (this.#running >= maxRunningProbes)
      throw tooMany(`${maxRunningProbes} probes are running on this server`, 5_000);
    this.#startedAt.delete(client); // to the end: the map keeps the order of insertion
    this.#startedAt.set(client, [...recent, now]);
    const [first] = this.#startedAt.keys();
    if (this.#startedAt.size > maxClients && first !== undefined) this.#startedAt.delete(first);
  }
}

function tooMany(what: string, waitMs: number): VialogError {
  const seconds = Math.ceil(waitMs / 1_000);
  return new VialogError('RATE_LIMITED', `${what}; wait ${seconds} seconds.`, { retryAfterSeconds: seconds });
}
