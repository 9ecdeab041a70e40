import { secretKeyVariables, streamVariables } from '@vialog/compose-capture';
import {
  brokerVariables,
  folder,
  listenVariables,
  logVariables,
  regionVariables,
} from '@vialog/configuration';
import { z } from 'zod';

/** Environment of the ingest. The table in the README is generated from it. */
export const ingestEnvironment = z.object({
  ...listenVariables(7081),
  ...brokerVariables,
  ...regionVariables,
  ...streamVariables,
  VIALOG_MEDIA_DIR: folder(streamVariables.VIALOG_MEDIA_DIR, 'read'),
  ...secretKeyVariables,
  ...logVariables,
});
export type Configuration = z.infer<typeof ingestEnvironment>;
