import { parseAddressRanges } from '@vialog/network-guard';
import { z } from 'zod';

/** Environment of every service that opens streams, or refuses at registration those that would not be opened. */
export const streamVariables = {
  VIALOG_MEDIA_DIR: z.string().optional().describe('The only folder `file:` streams may come from'),
  VIALOG_ALLOW_CIDRS: z
    .string()
    .default('')
    .transform((text, context) => {
      try {
        return parseAddressRanges(text);
      } catch (error) {
        context.addIssue({ code: 'custom', message: Error.isError(error) ? error.message : String(error) });
        return z.NEVER;
      }
    })
    .describe('Address ranges cameras may have although they are not public, like 192.168.0.0/16'),
};

/** The variables as they were read. */
export type StreamSettings = Readonly<z.infer<z.ZodObject<typeof streamVariables>>>;
