import { isoOf, type Site, type SiteInput } from '@vialog/contracts';
import { newId } from './new-id.ts';
import type { Registry } from './registry.ts';

/** Registers a site; zones refer to it by its id. */
export async function registerSite(registry: Registry, input: SiteInput): Promise<Site> {
  const site: Site = { ...input, siteId: newId(registry.random), createdAt: isoOf(registry.clock.now()) };
  await registry.store.putSite({ basedOn: undefined, site });
  return site;
}
