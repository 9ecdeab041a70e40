import { siteKinds } from '../../sites/site-kinds.ts';

export const boardSorts = ['name', 'fullest', 'free'] as const;

/** Time for which a page is shown, s. */
export const defaultSeconds = 15;

/** The search parameters of the board: which sites it shows, in which order, and how long a page is shown. */
export interface BoardSearch {
  /** Ids of sites, comma-separated. Default: all. */
  readonly sites?: string | undefined;
  readonly kind?: (typeof siteKinds)[number] | undefined;
  /** Groups of cameras, comma-separated. */
  readonly groups?: string | undefined;
  readonly sort?: (typeof boardSorts)[number] | undefined;
  /** Time for which a page is shown, 5 to 300 s. */
  readonly seconds?: string | undefined;
}

/** Reads the search parameters of an address. Invalid values are ignored. */
export function readBoardSearch(raw: Record<string, unknown>): BoardSearch {
  const search: Record<keyof BoardSearch, string | undefined> = {
    sites: matching(raw.sites, /^[0-9a-z]{12}(,[0-9a-z]{12}){0,99}$/),
    kind: siteKinds.find((kind) => kind === raw.kind),
    groups: matching(raw.groups, /^[^,]{1,40}(,[^,]{1,40}){0,99}$/),
    sort: boardSorts.find((sort) => sort === raw.sort),
    seconds: isDwell(raw.seconds) ? raw.seconds : undefined,
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

const isDwell = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{1,3}$/.test(value) && Number(value) >= 5 && Number(value) <= 300;

const matching = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;
