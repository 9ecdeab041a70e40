import type { Facet, FacetName, Facets } from '@vialog/contracts';

/** Maximum number of values of one facet. */
const maxValues = 100;

export interface FacetOptions {
  /** Selected values are always listed, also without cameras. */
  readonly selected: Partial<Record<FacetName, readonly string[] | undefined>>;
  readonly siteNames: ReadonlyMap<string, string>;
}

/** The most frequent values of each facet. */
export function facetsOf(
  tallies: ReadonlyMap<FacetName, ReadonlyMap<string, number>>,
  { selected, siteNames }: FacetOptions,
): Facets {
  const facets: Facets = {};
  for (const [name, tally] of tallies) {
    const labels = name === 'site' ? siteNames : new Map<string, string>();
    facets[name] = facetOf(tally, { selected: selected[name] ?? [], labels });
  }
  return facets;
}

function facetOf(
  tally: ReadonlyMap<string, number>,
  {
    selected,
    labels,
  }: { readonly selected: readonly string[]; readonly labels: ReadonlyMap<string, string> },
): Facet {
  const chosen = new Set(selected);
  const counted = [...tally].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const shown = counted.filter(([value], index) => index < maxValues || chosen.has(value));
  const absent = [...chosen].filter((value) => !tally.has(value)).map((value) => [value, 0] as const);
  return {
    values: [...shown, ...absent].map(([value, cameras]) => {
      const label = labels.get(value);
      return { value, cameras, ...(label === undefined ? {} : { label }) };
    }),
    more: counted.length - shown.length,
  };
}
