/** A key and its holder. */
export interface Lease {
  readonly key: string;
  readonly holder: string;
}

/**
 * Leases with a term of 9 s, within one region. A holder is one run of one process: no two share a name. Every method
 * rejects when the store cannot be asked; what was asked may have been done then.
 */
export interface LeaseStore {
  /**
   * Takes a key that is free or that this holder has already. Resolves to a fencing token, greater than every earlier one;
   * undefined when another holder has the key.
   */
  take(key: string, holder: string): Promise<number | undefined>;
  /** Begins another term; false where this holder does not have the key any more. */
  renew(key: string, holder: string): Promise<boolean>;
  /** Ends the term; nothing happens where this holder does not have the key. */
  release(key: string, holder: string): Promise<void>;
  /** All keys that are held. */
  list(): Promise<readonly Lease[]>;
}

/** How long a lease lasts after it was taken or renewed, by the store's clock, ms. */
export const leaseTermMs = 9_000;
