import {
  dayMs,
  isoOf,
  maxKioskLinks,
  VialogError,
  type KioskLink,
  type KioskLinkInput,
  type KioskLinksResponse,
  type NewKioskLink,
} from '@vialog/contracts';
import type { Access } from './access.ts';
import type { StoredKioskLink } from './kiosk-link-store.port.ts';
import type { Principal } from './principal.ts';
import { hashOf, newSecret } from './secrets.ts';

/** A kiosk link to create, with its id and the account that creates it. */
export interface KioskLinkRequest {
  readonly kioskLinkId: string;
  readonly input: KioskLinkInput;
  readonly createdBy: string;
}

/**
 * Creates a kiosk link. Its secret is in the response only; the store has its hash.
 *
 * @throws {VialogError} VALIDATION_FAILED when there are too many kiosk links
 */
export async function createKioskLink(
  access: Access,
  { kioskLinkId, input, createdBy }: KioskLinkRequest,
): Promise<NewKioskLink> {
  if ((await access.kioskLinks.list()).length >= maxKioskLinks)
    throw new VialogError(
      'VALIDATION_FAILED',
      `There are ${maxKioskLinks} kiosk links already; expected fewer. Revoke some that are not used.`,
    );
  const secret = newSecret(access.random);
  const now = access.clock.now();
  const stored: StoredKioskLink = {
    kioskLinkId,
    name: input.name,
    secretHash: hashOf(secret),
    createdBy,
    issuer: access.token.fingerprint,
    createdAt: now,
    expiresAt: now + input.days * dayMs,
  };
  await access.kioskLinks.add(stored);
  return { ...kioskLinkOf(access, stored), secret };
}

/** All kiosk links, oldest first. */
export async function listKioskLinks(access: Access): Promise<KioskLinksResponse> {
  return { items: (await access.kioskLinks.list()).map((link) => kioskLinkOf(access, link)) };
}

/**
 * Revokes a kiosk link: the screens that use it lose their access with their next request.
 *
 * @throws {VialogError} KIOSK_LINK_NOT_FOUND
 */
export async function revokeKioskLink({ kioskLinks }: Access, kioskLinkId: string): Promise<void> {
  if (!(await kioskLinks.remove(kioskLinkId))) throw new VialogError('KIOSK_LINK_NOT_FOUND');
}

/** The valid kiosk link with this secret. */
export async function validKioskLink(access: Access, secret: string): Promise<StoredKioskLink | undefined> {
  const link = await access.kioskLinks.byHash(hashOf(secret));
  return link && stateOf(access, link) === 'active' ? link : undefined;
}

/** A wall screen may read the board and nothing else. */
export const kioskPrincipal = ({ name }: StoredKioskLink): Principal => ({ name, permissions: ['board'] });

function stateOf({ clock, token }: Access, link: StoredKioskLink): KioskLink['state'] {
  if (link.issuer !== token.fingerprint) return 'token_changed';
  return link.expiresAt > clock.now() ? 'active' : 'expired';
}

const kioskLinkOf = (access: Access, link: StoredKioskLink): KioskLink => ({
  kioskLinkId: link.kioskLinkId,
  name: link.name,
  createdBy: link.createdBy,
  createdAt: isoOf(link.createdAt),
  expiresAt: isoOf(link.expiresAt),
  state: stateOf(access, link),
});
