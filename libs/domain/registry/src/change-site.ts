import type { Site, SitePatch } from '@vialog/contracts';
import { readSite } from './read-site.ts';
import type { Registry } from './registry.ts';

/** Changes what is sent and nothing else, at once: a site has no slots of its own. Errors: SITE_NOT_FOUND. */
export async function changeSite(registry: Registry, siteId: string, patch: SitePatch): Promise<Site> {
  const before = await readSite(registry, siteId);
  const sent = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const site: Site = { ...before, ...sent };
  await registry.store.putSite(site);
  return site;
}
