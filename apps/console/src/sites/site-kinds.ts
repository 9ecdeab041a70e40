/** Kinds of sites, for choices and search parameters. */
export const siteKinds = ['parking_lot', 'road_section', 'gate', 'compound'] as const;
