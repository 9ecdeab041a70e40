import { VialogError, type Site } from '@vialog/contracts';
import type { Registry } from './registry.ts';

/** @throws {VialogError} SITE_NOT_FOUND */
export async function readSite(registry: Pick<Registry, 'sites'>, siteId: string): Promise<Site> {
  const site = await registry.sites.site(siteId);
  if (site) return site;
  throw new VialogError('SITE_NOT_FOUND', `There is no site with the id "${siteId}".`);
}
