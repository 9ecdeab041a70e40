/** A key and its holder. */
export interface Lease {
  readonly key: string;
  readonly holder: string;
}

/**
 * Leases with a term of 9 s, within one region. A holder is one run of one process and has a unique name. Every method
 * rejects when the store is unavailable; the request can have been executed nevertheless.
 */
export interface LeaseStore {
  /**
   * Takes a key that is free or that this holder already has. Resolves to a fencing token, greater than every earlier one;
   * undefined when another holder has the key.
   */
  take(key: string, holder: string): Promise<number | undefined>;
  /** Starts another term. Returns false if this holder does not have the key any more. */
  renew(key: string, holder: string): Promise<boolean>;
  /** Ends the term. Has no effect if this holder does not have the key. */
  release(key: string, holder: string): Promise<void>;
  /** All keys that are held. */
  list(): Promise<readonly Lease[]>;
}

/** Term of a lease after it was taken or renewed, by the clock of the store, ms. */
export const leaseTermMs = 9_000;
