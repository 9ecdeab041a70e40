type RawSearch = Record<string, unknown>;

/**
 * Validation of search parameters for the router. The router adds the result of a validation to the parameters of the
 * address, so that a parameter that `read` ignores would reach the room as it was typed: it is set to undefined.
 */
export const onlyRead =
  <Search extends object>(read: (raw: RawSearch) => Search) =>
  (raw: RawSearch): Search => ({
    ...Object.fromEntries(Object.keys(raw).map((name) => [name, undefined])),
    ...read(raw),
  });
