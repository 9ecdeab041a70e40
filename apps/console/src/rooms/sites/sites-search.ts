/** The search parameters of the sites room. */
export interface SitesSearch {
  /** Id of the site that is edited; `new` for a new one. */
  readonly site?: string;
}

/** Reads the search parameters of an address. Invalid values are ignored. */
export function readSitesSearch({ site }: Record<string, unknown>): SitesSearch {
  return typeof site === 'string' && /^(new|[0-9a-z]{12})$/.test(site) ? { site } : {};
}
