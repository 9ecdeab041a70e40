import { z } from 'zod';
import { counterComparison } from '../records/counter-comparison.ts';
import { limitOr } from './paging.ts';

export const counterComparisonsQuery = z.strictObject({ limit: limitOr(100) });
export type CounterComparisonsQuery = z.infer<typeof counterComparisonsQuery>;

export const counterComparisonsResponse = z
  .strictObject({ items: z.array(counterComparison).describe('Newest period first') })
  .describe('The newest comparisons of a camera with counters');
export type CounterComparisonsResponse = z.infer<typeof counterComparisonsResponse>;
