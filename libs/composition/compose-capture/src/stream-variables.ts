import { parseHostRates } from '@vialog/capture';
import { parseAddressRanges } from '@vialog/network-guard';
import { z } from 'zod';

/** A text variable, empty by default, that `parse` reads; its errors are those of the variable. */
const parsed = <T>(parse: (text: string) => T) =>
  z
    .string()
    .default('')
    .transform((text, context) => {
      try {
        return parse(text);
      } catch (error) {
        context.addIssue({ code: 'custom', message: Error.isError(error) ? error.message : String(error) });
        return z.NEVER;
      }
    });

/** Variables of every service that opens streams or checks them at registration. */
export const streamVariables = {
  VIALOG_MEDIA_DIR: z
    .string()
    .optional()
    .describe('Folder of the clips for `file:` streams; no other folder is read'),
  VIALOG_STILLS: z
    .enum(['on', 'off'], 'expected on or off')
    .default('on')
    .describe(
      'on: signed-in installers see pictures of cameras by a grant of 10 minutes, which is logged; off: no pictures and no trials',
    ),
  VIALOG_HOST_RATES: parsed(parseHostRates).describe(
    'Requests over HTTP that public hosts allow, all cameras, probes and stills together, for example images.example.org=30/min,*.example.net=2/s; otherwise 5/s',
  ),
  VIALOG_ALLOW_CIDRS: parsed(parseAddressRanges).describe(
    'Allowed private address ranges of cameras, webhooks and SMTP servers, comma separated, for example 192.168.0.0/16',
  ),
};

/** The values of these variables. */
export type StreamSettings = Readonly<z.infer<z.ZodObject<typeof streamVariables>>>;
