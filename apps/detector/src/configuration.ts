import { brokerVariables, detectorVariables, listenVariables, logVariables } from '@vialog/configuration';
import { z } from 'zod';

/** Environment of the detector: it serves the cameras of all regions. The table in the README is generated from it. */
export const detectorEnvironment = z.object({
  ...listenVariables(7091),
  ...brokerVariables,
  ...detectorVariables,
  ...logVariables,
});
export type Configuration = z.infer<typeof detectorEnvironment>;
