import { z } from 'zod';
import { instant } from '../records/instant.ts';

export const demoHistory = z
  .strictObject({
    kind: z
      .enum(['none', 'writing', 'complete', 'removing', 'removed'])
      .describe(
        'none: this server has no history of the demo; writing: it is being computed, newest days first; complete; removing; removed',
      ),
    fromAt: instant.optional().describe('Start of the first simulated slot'),
    toAt: instant
      .optional()
      .describe(
        'End of the last simulated slot: the first start. From then on the live cameras of the demo are counted',
      ),
    writtenFromAt: instant
      .optional()
      .describe('Start of the oldest day that is written; absent before the first one'),
    cameras: z.int().min(0).describe('Records of the history among the cameras, number'),
  })
  .describe('Simulated history of the demo town');
export type DemoHistory = z.infer<typeof demoHistory>;

export const demoHistoryRemoval = z
  .strictObject({
    cameras: z.int().min(0).describe('Records of the history that were removed from the cameras, number'),
    events: z
      .int()
      .min(0)
      .describe('Count events that were removed, number; their sums were removed with them'),
  })
  .describe('What was removed with the history of the demo');
export type DemoHistoryRemoval = z.infer<typeof demoHistoryRemoval>;
