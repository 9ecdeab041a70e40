import { fileURLToPath } from 'node:url';
import { streamVariables } from '@vialog/capture-sources';
import { httpVariables } from '@vialog/http-api';
import {
  detectorVariables,
  listenVariables,
  logVariables,
  shownDefault,
  switchVariable,
} from '@vialog/service-kit';
import { z } from 'zod';

const shippedModels = fileURLToPath(new URL('../../../models/', import.meta.url));

/** Environment of the standalone server. README's table is made from it. */
export const standaloneEnvironment = z.object({
  ...listenVariables(7070),
  VIALOG_DATA_DIR: z
    .string()
    .default('./data')
    .describe('Folder of everything that is kept; for one process alone'),
  VIALOG_MODELS_DIR: shownDefault(z.string().default(shippedModels), 'the shipped ones').describe(
    'Folder of model packages',
  ),
  VIALOG_DEMO: switchVariable
    .default(true)
    .describe('1: a first start brings the demo town; 0: it stays empty'),
  ...streamVariables,
  ...httpVariables,
  ...detectorVariables,
  ...logVariables,
});
export type Configuration = z.infer<typeof standaloneEnvironment>;
