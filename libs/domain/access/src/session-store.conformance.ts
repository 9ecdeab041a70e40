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

/** What every store of sessions and links does: run it on each adapter and on the fake. */
export function sessionStoreConformance(name: string, open: () => Promise<SessionStores>): void {
  describe(`session store: ${name}`, () => {
    let stores: SessionStores;
    beforeEach(async () => {
      stores = await open();
    });
    afterEach(() => stores.close());

    test('a session comes back as it was put, also when put again', async () => {
      await stores.sessions.put(session, 0);
      const longer = { ...session, expiresAt: session.expiresAt + 1 };
      await stores.sessions.put(longer, 0);
      expect(await stores.sessions.get(session.secretHash)).toEqual(longer);
    });

    test('an unknown or removed session is undefined', async () => {
      expect(await stores.sessions.get(session.secretHash)).toBeUndefined();
      await stores.sessions.put(session, 0);
      await stores.sessions.remove(session.secretHash);
      expect(await stores.sessions.get(session.secretHash)).toBeUndefined();
    });

    test('sessions that expired go when another is put', async () => {
      await stores.sessions.put(session, 0);
      await stores.sessions.put({ ...session, secretHash: 'b'.repeat(64) }, session.expiresAt);
      expect(await stores.sessions.get(session.secretHash)).toBeUndefined();
    });

    test('a link is taken once, by one of many', async () => {
      await stores.links.put({ secretHash: 'c'.repeat(64), expiresAt: 7 }, 0);
      const taken = await Promise.all([1, 2, 3].map(() => stores.links.take('c'.repeat(64))));
      expect(taken.filter((expiresAt) => expiresAt !== undefined)).toEqual([7]);
    });

    test('an unknown link is undefined', async () => {
      expect(await stores.links.take('d'.repeat(64))).toBeUndefined();
    });
  });
}
