export interface AlertsSearch {
  /** Id of the rule in the form, or `new`. */
  readonly rule?: string | undefined;
  /** Id of the channel that is shown, or `new`. */
  readonly channel?: string | undefined;
  /** Search line of a new rule. */
  readonly q?: string | undefined;
}

/** Reads the search parameters of an address. Invalid values are ignored. */
export function readAlertsSearch({ rule, channel, q }: Record<string, unknown>): AlertsSearch {
  return {
    ...(isText(rule) && { rule }),
    ...(isText(channel) && { channel }),
    ...(typeof q === 'string' && q.trim() !== '' && { q: q.slice(0, 1000) }),
  };
}

/** An id of the wrong form is kept: the room says that it does not exist. */
const isText = (value: unknown): value is string => typeof value === 'string' && /^\S{1,100}$/.test(value);
