import { z } from 'zod';

/** Measures of trends: name → unit and meaning. The API and the console read this table. */
export const measures = {
  presence: { unit: 'objects', meaning: 'Mean number of objects present, over measured time' },
  occupancy: { unit: 'ratio', meaning: 'Occupied spaces / judged spaces, mean over measured time' },
} as const;
export type Measure = keyof typeof measures;
export const measure = z
  .enum(['presence', 'occupancy'])
  .describe('presence: mean number present; occupancy: occupied / judged spaces');
