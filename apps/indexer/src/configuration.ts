import { brokerVariables, eventStoreVariables, listenVariables, logVariables } from '@vialog/configuration';
import { z } from 'zod';

/** Environment of the indexer: it stores the counts of all regions. The table in the README is generated from it. */
export const indexerEnvironment = z.object({
  ...listenVariables(7101),
  ...brokerVariables,
  ...eventStoreVariables,
  VIALOG_EVENTS_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(16 * 1024 ** 2, 'expected at least 16777216 bytes')
    .optional()
    .describe(
      'Maximum size of the stream of counts at the broker, bytes; not set: unchanged, 4 GiB for a new stream',
    ),
  ...logVariables,
});
export type Configuration = z.infer<typeof indexerEnvironment>;
