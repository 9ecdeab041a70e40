import type { SitesPage, SitesQuery } from '@vialog/contracts';
import { pageRequest, writeCursor } from './page-cursor.ts';
import type { Registry } from './registry.ts';

/**
 * A page of sites, by name, then id.
 * @throws {VialogError} CURSOR_INVALID
 */
export async function listSites(registry: Pick<Registry, 'sites'>, query: SitesQuery): Promise<SitesPage> {
  const { limit, cursor, text } = query;
  const filter = text ? { text } : {};
  const bound = { list: 'sites', ...filter };
  const found = await registry.sites.sites(filter, pageRequest(bound, { limit, cursor }));
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? writeCursor(bound, { name: last.name, id: last.siteId }) : null };
}
