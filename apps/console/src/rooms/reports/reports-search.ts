export interface ReportsSearch {
  /** Id of the schedule in the form. */
  readonly schedule?: string | undefined;
}

/** Reads the search parameters of an address. Invalid values are ignored. */
export const readReportsSearch = ({ schedule }: Record<string, unknown>): ReportsSearch =>
  typeof schedule === 'string' && /^[0-9a-z]{12}$/.test(schedule) ? { schedule } : {};
