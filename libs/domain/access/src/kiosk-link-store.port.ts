/** A kiosk link as it is stored: only the hash of its secret. Times are epoch ms. */
export interface StoredKioskLink {
  readonly kioskLinkId: string;
  readonly name: string;
  readonly secretHash: string;
  readonly createdBy: string;
  /** Fingerprint of the administrator token when it was created. */
  readonly issuer: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** Stores kiosk links until they are revoked. */
export interface KioskLinkStore {
  add(link: StoredKioskLink): Promise<void>;
  /** The link with this hash, which may have expired. */
  byHash(secretHash: string): Promise<StoredKioskLink | undefined>;
  /** All links, oldest first, then by id. */
  list(): Promise<readonly StoredKioskLink[]>;
  /** Whether the link existed. */
  remove(kioskLinkId: string): Promise<boolean>;
}
