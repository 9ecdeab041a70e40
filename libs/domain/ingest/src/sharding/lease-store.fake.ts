import { leaseTermMs, type Lease, type LeaseStore } from './lease-store.port.ts';

interface Held {
  readonly holder: string;
  readonly until: number;
}

/** Leases in memory, for tests. */
export class InMemoryLeases implements LeaseStore {
  /** While true, every call fails, as with an unavailable broker. */
  unavailable = false;
  readonly #now: () => number;
  readonly #held = new Map<string, Held>();
  #revision = 0;

  /** `now`: ms. */
  constructor(now: () => number) {
    this.#now = now;
  }

  take(key: string, holder: string): Promise<number | undefined> {
    return this.#reply(() => {
      const held = this.#of(key);
      if (held && held.holder !== holder) return undefined;
      return this.#keep(key, holder);
    });
  }

  renew(key: string, holder: string): Promise<boolean> {
    return this.#reply(() => {
      if (this.#of(key)?.holder !== holder) return false;
      this.#keep(key, holder);
      return true;
    });
  }

  release(key: string, holder: string): Promise<void> {
    return this.#reply(() => {
      if (this.#of(key)?.holder === holder) this.#held.delete(key);
    });
  }

  list(): Promise<readonly Lease[]> {
    return this.#reply(() =>
      [...this.#held.keys()].flatMap((key) => {
        const held = this.#of(key);
        return held ? [{ key, holder: held.holder }] : [];
      }),
    );
  }

  #of(key: string): Held | undefined {
    const held = this.#held.get(key);
    return held && held.until > this.#now() ? held : undefined;
  }

  #keep(key: string, holder: string): number {
    this.#held.set(key, { holder, until: this.#now() + leaseTermMs });
    return (this.#revision += 1);
  }

  #reply<T>(work: () => T): Promise<T> {
    return this.unavailable
      ? Promise.reject(new Error('the lease store is unavailable'))
      : Promise.resolve(work());
  }
}
