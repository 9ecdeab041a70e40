import type { Site, SitePatch } from '@vialog/contracts';
import { readSite } from './read-site.ts';
import type { Registry } from './registry.ts';

/**
 * Changes the fields that were sent and no others; null removes a field (RFC 7396). The change is in force at once,
 * because a site has no slots.
 * @throws {VialogError} SITE_NOT_FOUND, or SITE_CHANGED when another change was stored in the meantime
 */
export async function changeSite(registry: Registry, siteId: string, patch: SitePatch): Promise<Site> {
  const basedOn = await readSite(registry, siteId);
  const sent = Object.entries(patch).filter(([, value]) => value !== undefined);
  const changed = Object.entries({ ...basedOn, ...Object.fromEntries(sent) });
  const site = Object.fromEntries(changed.filter(([, value]) => value !== null)) as Site;
  await registry.store.putSite({ basedOn, site });
  return site;
}
