import type { Site } from '@vialog/contracts';
import type { PageRequest, SiteDirectory } from './camera-directory.port.ts';

const pageSize = 1000;

/** All sites, read page by page. */
export async function allSites(directory: Pick<SiteDirectory, 'sites'>): Promise<readonly Site[]> {
  const sites: Site[] = [];
  let request: PageRequest = { limit: pageSize };
  for (;;) {
    const page = await directory.sites({}, request);
    sites.push(...page);
    const last = page.at(-1);
    if (!last || page.length < pageSize) return sites;
    request = { limit: pageSize, after: { name: last.name, id: last.siteId } };
  }
}
