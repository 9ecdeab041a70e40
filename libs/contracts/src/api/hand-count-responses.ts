import { z } from 'zod';
import { handCount } from '../records/hand-count.ts';
import { limitOr } from './paging.ts';

export const handCountsQuery = z.strictObject({ limit: limitOr(1000) });
export type HandCountsQuery = z.infer<typeof handCountsQuery>;

export const handCountsResponse = z
  .strictObject({ items: z.array(handCount).describe('Newest first') })
  .describe('The newest hand counts of a camera');
export type HandCountsResponse = z.infer<typeof handCountsResponse>;
