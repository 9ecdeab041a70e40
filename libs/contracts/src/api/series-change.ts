import { z } from 'zod';
import { cameraId, zoneId } from '../records/ids.ts';
import { instant } from '../records/instant.ts';

export const seriesChange = z
  .object({
    changedAt: instant.describe('Time from which the change applies'),
    cameraId,
    zoneId,
    what: z
      .array(z.enum(['zone', 'model', 'stream', 'view', 'sampling', 'time_zone', 'started', 'ended']))
      .describe('What changed; started and ended: counting of the zone began or stopped'),
  })
  .describe('A change after which figures may not be comparable with those before');
export type SeriesChange = z.infer<typeof seriesChange>;
