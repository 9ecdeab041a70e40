import { siteKinds } from '../../sites/site-kinds.ts';

export const siteSorts = ['name', 'fullest', 'free', 'coverage', 'capacity'] as const;
export type SiteSort = (typeof siteSorts)[number];

export const siteShows = ['full', 'gaps'] as const;

/** The search parameters of the sites room. */
export interface SitesSearch {
  /** Id of the site that is edited; `new` for a new one. Without it the room lists all sites. */
  readonly site?: string | undefined;
  readonly text?: string | undefined;
  readonly kind?: (typeof siteKinds)[number] | undefined;
  /** full: at least 85 % occupied now; gaps: less than 80 % measured today. */
  readonly show?: (typeof siteShows)[number] | undefined;
  readonly sort?: SiteSort | undefined;
  /** From 1. */
  readonly page?: string | undefined;
}

/** Reads the search parameters of an address. Invalid values are ignored. */
export function readSitesSearch(raw: Record<string, unknown>): SitesSearch {
  const search: Record<keyof SitesSearch, string | undefined> = {
    site: matching(raw.site, /^(new|[0-9a-z]{12})$/),
    text: matching(raw.text, /^.{1,100}$/),
    kind: siteKinds.find((kind) => kind === raw.kind),
    show: siteShows.find((show) => show === raw.show),
    sort: siteSorts.find((sort) => sort === raw.sort),
    page: matching(raw.page, /^[1-9]\d{0,3}$/),
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

const matching = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;
