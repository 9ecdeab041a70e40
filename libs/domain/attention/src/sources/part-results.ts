import type { Found } from '../finding.ts';

/** Result of a readiness check. */
export interface PartResult {
  readonly name: string;
  readonly ok: boolean;
}

export const unavailableParts = (results: readonly PartResult[]): readonly Found[] =>
  results
    .filter(({ ok }) => !ok)
    .map(({ name }) => ({
      key: `part ${name}`,
      severity: 'critical',
      code: 'part_unavailable',
      params: { part: name },
      count: 1,
      examples: [],
    }));
