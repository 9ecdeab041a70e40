import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { LeaseStore } from './lease-store.port.ts';

export interface LeasesUnderTest {
  readonly store: LeaseStore;
  /** Waits until the term of all leases has ended. */
  passTerm(): Promise<void>;
  close(): Promise<void>;
}

/** Requirements on every lease store. It runs on each adapter and on the fake. */
export function leaseStoreConformance(name: string, open: () => Promise<LeasesUnderTest>): void {
  describe(`lease store: ${name}`, () => {
    let leases: LeasesUnderTest;
    beforeEach(async () => {
      leases = await open();
    });
    afterEach(() => leases.close());
    const store = () => leases.store;

    test('gives a key to the first holder only', async () => {
      expect(await store().take('7', 'a')).toBeGreaterThan(0);
      expect(await store().take('7', 'b')).toBeUndefined();
      expect(await store().list()).toEqual([{ key: '7', holder: 'a' }]);
    });

    test('gives a key to one of two concurrent holders', async () => {
      const tokens = await Promise.all([store().take('7', 'a'), store().take('7', 'b')]);
      expect(tokens.filter((token) => token !== undefined)).toHaveLength(1);
    });

    test('returns a greater fencing token each time a key is taken, by any holder', async () => {
      const tokens: number[] = [];
      for (const holder of ['a', 'b', 'a']) {
        tokens.push((await store().take('7', holder)) ?? NaN);
        await store().renew('7', holder);
        await store().release('7', holder);
      }
      expect(tokens).toEqual(tokens.toSorted((a, b) => a - b));
      expect(new Set(tokens).size).toBe(3);
    });

    test('allows a holder to take its key again, because a reply can be lost', async () => {
      const first = (await store().take('7', 'a')) ?? NaN;
      expect(await store().take('7', 'a')).toBeGreaterThan(first);
    });

    test('renews a key for its holder only', async () => {
      await store().take('7', 'a');
      expect(await store().renew('7', 'a')).toBe(true);
      expect(await store().renew('7', 'b')).toBe(false);
      expect(await store().renew('8', 'a')).toBe(false);
    });

    test('frees a released key at once, and lets only its holder release it', async () => {
      await store().take('7', 'a');
      await store().release('7', 'b');
      expect(await store().take('7', 'b')).toBeUndefined();
      await store().release('7', 'a');
      expect(await store().renew('7', 'a')).toBe(false);
      expect(await store().list()).toEqual([]);
      expect(await store().take('7', 'b')).toBeDefined();
    });

    test('frees a key that is not renewed after its term', async () => {
      await store().take('7', 'a');
      await leases.passTerm();
      expect(await store().list()).toEqual([]);
      expect(await store().renew('7', 'a')).toBe(false);
      expect(await store().take('7', 'b')).toBeDefined();
    });

    test('lists all keys with their holders, including the keys of members', async () => {
      await Promise.all([store().take('7', 'a'), store().take('63', 'b'), store().take('member.a', 'a')]);
      const keys = (await store().list()).map((lease) => `${lease.key}=${lease.holder}`);
      expect(keys.toSorted()).toEqual(['63=b', '7=a', 'member.a=a']);
    });
  });
}
