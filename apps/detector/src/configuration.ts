import { brokerVariables, detectorVariables, listenVariables, logVariables } from '@vialog/configuration';
import { z } from 'zod';

/** Environment of the detector: it works for cameras of every region. README's table is made from it. */
export const detectorEnvironment = z.object({
  ...listenVariables(7091),
  ...brokerVariables,
  ...detectorVariables,
  ...logVariables,
});
export type Configuration = z.infer<typeof detectorEnvironment>;
