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
    .describe('Room for counts at the broker, bytes; as it is if not set, 4 GiB when the stream is made'),
  ...logVariables,
});
export type Configuration = z.infer<typeof indexerEnvironment>;
