import type { Permission } from '@vialog/contracts';

/** A signed-in browser. Only the hash of its secret is kept. Times are epoch ms. */
export interface Session {
  readonly secretHash: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
  /** Fingerprint of the administrator token it stems from. */
  readonly issuer: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** Sessions survive a restart where the store does. */
export interface SessionStore {
  /** Adds a session or replaces the one with this hash; may forget sessions that expired before `now`. */
  put(session: Session, now: number): Promise<void>;
  /** The session, expired or not, if it is still there. */
  get(secretHash: string): Promise<Session | undefined>;
  remove(secretHash: string): Promise<void>;
}

/** Sign-in links that were given out and not used. */
export interface SignInLinkStore {
  /** Times are epoch ms; may forget links that expired before `now`. */
  put(link: { secretHash: string; expiresAt: number }, now: number): Promise<void>;
  /** Uses a link up, once for all callers: its expiry, or undefined where there is none (any more). */
  take(secretHash: string): Promise<number | undefined>;
}
