import { brokerVariables, eventStoreVariables, listenVariables, logVariables } from '@vialog/configuration';
import { z } from 'zod';

/** Environment of the indexer: it brings counts of every region into the store. README's table is made from it. */
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
