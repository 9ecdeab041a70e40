import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { LeaseStore } from './lease-store.port.ts';

export interface LeasesUnderTest {
  readonly store: LeaseStore;
  /** Lets a term and a little more pass. */
  passTerm(): Promise<void>;
  close(): Promise<void>;
}

/** What every store of leases does: run it on each adapter and on the fake. */
export function leaseStoreConformance(name: string, open: () => Promise<LeasesUnderTest>): void {
  describe(`lease store: ${name}`, () => {
    let leases: LeasesUnderTest;
    beforeEach(async () => {
      leases = await open();
    });
    afterEach(() => leases.close());
    const store = () => leases.store;

    test('a key belongs to the holder that took it first', async () => {
      expect(await store().take('7', 'a')).toBeGreaterThan(0);
      expect(await store().take('7', 'b')).toBeUndefined();
      expect(await store().list()).toEqual([{ key: '7', holder: 'a' }]);
    });

    test('of two who take at once one has it', async () => {
      const fences = await Promise.all([store().take('7', 'a'), store().take('7', 'b')]);
      expect(fences.filter((fence) => fence !== undefined)).toHaveLength(1);
    });

    test('the fencing token grows with every taking, by any holder', async () => {
      const fences: number[] = [];
      for (const holder of ['a', 'b', 'a']) {
        fences.push((await store().take('7', holder)) ?? NaN);
        await store().renew('7', holder);
        await store().release('7', holder);
      }
      expect(fences).toEqual(fences.toSorted((a, b) => a - b));
      expect(new Set(fences).size).toBe(3);
    });

    test('a holder may take its key again, because an answer may have been lost', async () => {
      const first = (await store().take('7', 'a')) ?? NaN;
      expect(await store().take('7', 'a')).toBeGreaterThan(first);
    });

    test('a renewal is for the holder alone', async () => {
      await store().take('7', 'a');
      expect(await store().renew('7', 'a')).toBe(true);
      expect(await store().renew('7', 'b')).toBe(false);
      expect(await store().renew('8', 'a')).toBe(false);
    });

    test('a released key is free at once, and another cannot release it', async () => {
      await store().take('7', 'a');
      await store().release('7', 'b');
      expect(await store().take('7', 'b')).toBeUndefined();
      await store().release('7', 'a');
      expect(await store().renew('7', 'a')).toBe(false);
      expect(await store().list()).toEqual([]);
      expect(await store().take('7', 'b')).toBeDefined();
    });

    test('a key that is not renewed is free after its term, and a renewed one is not', async () => {
      await store().take('7', 'a');
      await leases.passTerm();
      expect(await store().list()).toEqual([]);
      expect(await store().renew('7', 'a')).toBe(false);
      expect(await store().take('7', 'b')).toBeDefined();
    });

    test('distinguishes keys, including those of members', async () => {
      await Promise.all([store().take('7', 'a'), store().take('63', 'b'), store().take('member.a', 'a')]);
      const keys = (await store().list()).map((lease) => `${lease.key}=${lease.holder}`);
      expect(keys.toSorted()).toEqual(['63=b', '7=a', 'member.a=a']);
    });
  });
}
