import type { Permission } from '@vialog/contracts';

/** A session of a browser. Only the hash of its secret is stored. Times are epoch ms. */
export interface Session {
  readonly secretHash: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
  /** Fingerprint of the administrator token that issued it. */
  readonly issuer: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** Stores sessions. */
export interface SessionStore {
  /** Adds a session or replaces the one with this hash; may remove sessions that expired before `now`. */
  put(session: Session, now: number): Promise<void>;
  /** The stored session, which may have expired. */
  get(secretHash: string): Promise<Session | undefined>;
  remove(secretHash: string): Promise<void>;
}

/** Stores issued sign-in links until they are used. */
export interface SignInLinkStore {
  /** Times are epoch ms; may remove links that expired before `now`. */
  put(link: { secretHash: string; expiresAt: number }, now: number): Promise<void>;
  /** Removes a link and returns its expiry, epoch ms; undefined if it does not exist. Only one of several callers gets it. */
  take(secretHash: string): Promise<number | undefined>;
}
