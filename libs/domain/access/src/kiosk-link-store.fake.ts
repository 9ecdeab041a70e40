import type { KioskLinkStore, StoredKioskLink } from './kiosk-link-store.port.ts';

/** Keeps kiosk links in memory. */
export class InMemoryKioskLinks implements KioskLinkStore {
  readonly #links = new Map<string, StoredKioskLink>();

  add(link: StoredKioskLink): Promise<void> {
    this.#links.set(link.kioskLinkId, link);
    return Promise.resolve();
  }

  byHash(secretHash: string): Promise<StoredKioskLink | undefined> {
    return Promise.resolve([...this.#links.values()].find((link) => link.secretHash === secretHash));
  }

  list(): Promise<readonly StoredKioskLink[]> {
    const key = (link: StoredKioskLink): string =>
      `${String(link.createdAt).padStart(16, '0')}${link.kioskLinkId}`;
    return Promise.resolve([...this.#links.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1)));
  }

  remove(kioskLinkId: string): Promise<boolean> {
    return Promise.resolve(this.#links.delete(kioskLinkId));
  }
}
