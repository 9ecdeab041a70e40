import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Session, SessionStore, SignInLinkStore } from './session-store.port.ts';

export interface SessionStores {
  readonly sessions: SessionStore;
  readonly links: SignInLinkStore;
  close(): Promise<void>;
}

const session: Session = {
  secretHash: 'a'.repeat(64),
  name: 'administrator',
  permissions: ['read', 'administer'],
  issuer: 'f'.repeat(16),
  createdAt: 1_772_000_000_000,
  expiresAt: 1_772_000_000_500,
};

/** Tests for every store of sessions and sign-in links: run them for each adapter and the fake. */
export function sessionStoreConformance(name: string, open: () => Promise<SessionStores>): void {
  describe(`session store: ${name}`, () => {
    let stores: SessionStores;
    beforeEach(async () => {
      stores = await open();
    });
    afterEach(() => stores.close());

    test('returns a session as it was stored, also after it was replaced', async () => {
      await stores.sessions.put(session, 0);
      const longer = { ...session, expiresAt: session.expiresAt + 1 };
      await stores.sessions.put(longer, 0);
      expect(await stores.sessions.get(session.secretHash)).toEqual(longer);
    });

    test('returns undefined for an unknown or removed session', async () => {
      expect(await stores.sessions.get(session.secretHash)).toBeUndefined();
      await stores.sessions.put(session, 0);
      await stores.sessions.remove(session.secretHash);
      expect(await stores.sessions.get(session.secretHash)).toBeUndefined();
    });

    test('removes expired sessions when another one is stored', async () => {
      await stores.sessions.put(session, 0);
      await stores.sessions.put({ ...session, secretHash: 'b'.repeat(64) }, session.expiresAt);
      expect(await stores.sessions.get(session.secretHash)).toBeUndefined();
    });

    test('gives a sign-in link to one of several concurrent callers', async () => {
      await stores.links.put({ secretHash: 'c'.repeat(64), expiresAt: 7 }, 0);
      const taken = await Promise.all([1, 2, 3].map(() => stores.links.take('c'.repeat(64))));
      expect(taken.filter((expiresAt) => expiresAt !== undefined)).toEqual([7]);
    });

    test('returns undefined for an unknown sign-in link', async () => {
      expect(await stores.links.take('d'.repeat(64))).toBeUndefined();
    });
  });
}
