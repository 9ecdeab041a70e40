import { z } from 'zod';

/** What can be asked of trends: measure → meaning and unit. One table; the API and the console read it. */
export const measures = {
  presence: { unit: 'objects', meaning: 'Mean number of objects present, over measured time' },
  occupancy: { unit: 'ratio', meaning: 'Taken places / judged places, mean over measured time' },
} as const;
export type Measure = keyof typeof measures;
export const measure = z
  .enum(['presence', 'occupancy'])
  .describe('presence: mean number present; occupancy: taken / judged places');
