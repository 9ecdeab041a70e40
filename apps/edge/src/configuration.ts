import { secretKeyVariables, streamVariables } from '@vialog/compose-capture';
import {
  brokerVariables,
  detectorVariables,
  folder,
  listenVariables,
  logVariables,
  regionVariables,
} from '@vialog/configuration';
import { z } from 'zod';

/** Environment of the edge. The table in the README is generated from it. */
export const edgeEnvironment = z.object({
  ...listenVariables(7111),
  ...brokerVariables,
  ...regionVariables,
  ...streamVariables,
  VIALOG_MEDIA_DIR: folder(streamVariables.VIALOG_MEDIA_DIR, 'read'),
  ...secretKeyVariables,
  ...detectorVariables,
  ...logVariables,
});
export type Configuration = z.infer<typeof edgeEnvironment>;
