import { fileURLToPath } from 'node:url';
import { publicKeyVariables, streamVariables } from '@vialog/compose-capture';
import { analyticsVariables } from '@vialog/compose-analytics';
import { baseMapVariables } from '@vialog/compose-base-map';
import { httpVariables } from '@vialog/http-api';
import {
  brokerVariables,
  eventStoreVariables,
  folder,
  listenVariables,
  logVariables,
  secret,
  shownDefault,
  switchVariable,
} from '@vialog/configuration';
import { z } from 'zod';

const shippedModels = fileURLToPath(new URL('../../../models/', import.meta.url));

/** Environment of the API. The table in the README is generated from it. */
export const apiEnvironment = z.object({
  ...listenVariables(7070),
  ...brokerVariables,
  ...eventStoreVariables,
  DATABASE_URL: secret(
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'expected postgresql://user:password@host:5432/database')
      .optional(),
  ).describe('PostgreSQL database of the registry; without it the registry is a file in VIALOG_DATA_DIR'),
  VIALOG_DATA_DIR: folder(z.string().default('./data'), 'write').describe(
    'Folder of the registry and of the administrator token; for one process only',
  ),
  VIALOG_MODELS_DIR: folder(
    shownDefault(z.string().default(shippedModels), 'the shipped models'),
    'read',
  ).describe('Folder of model packages; detectors receive them through the broker'),
  VIALOG_DEMO: switchVariable
    .default(false)
    .describe('1: the first start registers the demo town; 0: the registry stays empty'),
  ...streamVariables,
  VIALOG_MEDIA_DIR: folder(streamVariables.VIALOG_MEDIA_DIR, 'read'),
  ...publicKeyVariables,
  ...baseMapVariables,
  ...analyticsVariables,
  ...httpVariables,
  ...logVariables,
});
export type Configuration = z.infer<typeof apiEnvironment>;
