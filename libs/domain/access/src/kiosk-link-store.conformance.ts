import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { KioskLinkStore, StoredKioskLink } from './kiosk-link-store.port.ts';

export interface KioskLinkStores {
  readonly kioskLinks: KioskLinkStore;
  close(): Promise<void>;
}

const link: StoredKioskLink = {
  kioskLinkId: 'kiosk0000001',
  name: 'Hall, north wall 北墙',
  secretHash: 'a'.repeat(64),
  createdBy: 'administrator',
  issuer: 'f'.repeat(16),
  createdAt: 1_772_000_000_000,
  expiresAt: 1_772_600_000_000,
};

/** Tests for every store of kiosk links: run them for each adapter and the fake. */
export function kioskLinkStoreConformance(name: string, open: () => Promise<KioskLinkStores>): void {
  describe(`kiosk link store: ${name}`, () => {
    let stores: KioskLinkStores;
    beforeEach(async () => {
      stores = await open();
    });
    afterEach(() => stores.close());

    test('returns a kiosk link by the hash of its secret, as it was stored', async () => {
      await stores.kioskLinks.add(link);
      expect(await stores.kioskLinks.byHash(link.secretHash)).toEqual(link);
      expect(await stores.kioskLinks.byHash('b'.repeat(64))).toBeUndefined();
    });

    test('lists kiosk links from the oldest to the newest', async () => {
      const later = {
        ...link,
        kioskLinkId: 'kiosk0000000',
        secretHash: 'b'.repeat(64),
        createdAt: link.createdAt + 1,
      };
      await stores.kioskLinks.add(later);
      await stores.kioskLinks.add(link);
      expect(await stores.kioskLinks.list()).toEqual([link, later]);
    });

    test('a removed kiosk link is no longer found by its hash', async () => {
      await stores.kioskLinks.add(link);
      expect(await stores.kioskLinks.remove(link.kioskLinkId)).toBe(true);
      expect(await stores.kioskLinks.byHash(link.secretHash)).toBeUndefined();
      expect(await stores.kioskLinks.remove(link.kioskLinkId)).toBe(false);
    });
  });
}
