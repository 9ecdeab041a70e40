export interface AlertsSearch {
  /** Id of the rule in the form, or `new`. */
  readonly rule?: string | undefined;
  /** Search line of a new rule. */
  readonly q?: string | undefined;
}

/** Reads the search parameters of an address. Invalid values are ignored. */
export function readAlertsSearch({ rule, q }: Record<string, unknown>): AlertsSearch {
  return {
    ...(typeof rule === 'string' && /^([0-9a-z]{12}|new)$/.test(rule) && { rule }),
    ...(typeof q === 'string' && q.trim() !== '' && { q: q.slice(0, 1000) }),
  };
}
