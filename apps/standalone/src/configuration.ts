import { fileURLToPath } from 'node:url';
import { streamVariables } from '@vialog/compose-capture';
import { analyticsVariables } from '@vialog/compose-analytics';
import { baseMapVariables } from '@vialog/compose-base-map';
import { httpVariables } from '@vialog/http-api';
import {
  detectorVariables,
  folder,
  listenVariables,
  logVariables,
  shownDefault,
  switchVariable,
} from '@vialog/configuration';
import { z } from 'zod';

const shippedModels = fileURLToPath(new URL('../../../models/', import.meta.url));

/** Environment of the standalone server. The table in the README is generated from it. */
export const standaloneEnvironment = z.object({
  ...listenVariables(7070),
  VIALOG_DATA_DIR: folder(z.string().default('./data'), 'write').describe(
    'Folder of all stored data; for one process only',
  ),
  VIALOG_MODELS_DIR: folder(
    shownDefault(z.string().default(shippedModels), 'the shipped models'),
    'read',
  ).describe('Folder of model packages'),
  VIALOG_DEMO: switchVariable
    .default(true)
    .describe('1: the first start registers the demo town; 0: the registry stays empty'),
  ...streamVariables,
  VIALOG_MEDIA_DIR: folder(streamVariables.VIALOG_MEDIA_DIR, 'read'),
  VIALOG_SECRET_KEY_FILE: shownDefault(z.string().optional(), 'secret-keys.json in VIALOG_DATA_DIR').describe(
    'Key file that encrypts the credentials of cameras; created with mode 0600 if it does not exist. Back it up',
  ),
  ...baseMapVariables,
  ...analyticsVariables,
  ...httpVariables,
  ...detectorVariables,
  ...logVariables,
});
export type Configuration = z.infer<typeof standaloneEnvironment>;
