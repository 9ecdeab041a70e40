import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseAddressRanges } from '@vialog/capture';
import { listVariable, portVariable, secret, shownDefault, switchVariable } from '@vialog/service-kit';
import { z } from 'zod';

const shippedModels = fileURLToPath(new URL('../../../models/', import.meta.url));

/** Environment of the standalone server. README's table is made from it. */
export const standaloneEnvironment = z.object({
  VIALOG_HOST: z.string().default('127.0.0.1').describe('Address the server listens on'),
  VIALOG_PORT: portVariable.default(7070).describe('Port the server listens on'),
  VIALOG_DATA_DIR: z
    .string()
    .default('./data')
    .describe('Folder of everything that is kept; for one process alone'),
  VIALOG_MEDIA_DIR: z.string().optional().describe('The only folder `file:` streams may come from'),
  VIALOG_MODELS_DIR: shownDefault(z.string().default(shippedModels), 'the shipped ones').describe(
    'Folder of model packages',
  ),
  VIALOG_DEMO: switchVariable
    .default(true)
    .describe('1: a first start brings the demo town; 0: it stays empty'),
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
  VIALOG_ADMIN_TOKEN: secret(z.string().min(12, 'expected at least 12 characters').optional()).describe(
    'Administrator token; made and kept in the data folder if not set',
  ),
  VIALOG_HOSTS: listVariable
    .default([])
    .describe('Host names this server is reached by besides loopback, comma separated'),
  VIALOG_BEHIND_TLS: switchVariable
    .default(false)
    .describe('1: a proxy that ends TLS stands in front; cookies are secure and its headers are believed'),
  VIALOG_DETECTORS: shownDefault(
    z.coerce
      .number()
      .int()
      .min(1)
      .max(64)
      .default(Math.max(1, availableParallelism() - 1)),
    'one less than the cores',
  ).describe('Detector processes per model'),
  VIALOG_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error'])
    .default('info')
    .describe('Least level that is logged'),
});
export type Configuration = z.infer<typeof standaloneEnvironment>;

/** Why this server must not listen as configured, or undefined: off loopback it needs a token of its own and TLS. */
export function listenRefusal(configuration: Configuration): string | undefined {
  if (['127.0.0.1', '::1', 'localhost'].includes(configuration.VIALOG_HOST)) return undefined;
  if (configuration.VIALOG_ADMIN_TOKEN !== undefined && configuration.VIALOG_BEHIND_TLS) return undefined;
  return (
    `VIALOG_HOST=${configuration.VIALOG_HOST} is reached from other machines: set VIALOG_ADMIN_TOKEN, put a proxy that ends TLS ` +
    'in front and say so with VIALOG_BEHIND_TLS=1, and name the host in VIALOG_HOSTS. Or listen on 127.0.0.1.'
  );
}
